"""Uploaded files of sources: gone with a command, and swept when a server starts."""

import os
import re
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside, serving

pytestmark = pytest.mark.slow


def test_an_uploaded_file_goes_with_a_command_and_what_nothing_reads_at_the_next_start(ready: Path) -> None:
    left, fresh = (ready / "imports" / name / "list.mbox" for name in ("left", "fresh"))
    for file in (left, fresh):
        file.parent.mkdir(parents=True)
        file.touch()
    os.utime(left.parent, (1, 1))

    with serving(ready) as served, served.signed_in() as browser:
        swept = [left.exists(), fresh.exists()]
        form = browser.get("/sources/connect/table").text
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[-1]
        browser.post(
            "/sources/connect/table",
            data={"csrfmiddlewaretoken": token},
            files={"file": ("work.csv", "Date,Title\n2026-11-02,Moved the queue\n")},
        )
        uploaded = list(ready.glob("imports/*/work.csv"))
        gone = alongside(ready, "sources", "--forget", "CSV or JSON Lines: work.csv", "--take-back")

    assert swept == [False, True]
    assert (len(uploaded), gone.returncode) == (1, 0), gone.stderr
    assert not uploaded[0].exists()
