"""A short form of bench/kill: SIGKILL at random moments loses, doubles and breaks nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent


@pytest.mark.slow
def test_a_process_killed_in_the_middle_loses_nothing() -> None:
    order = [sys.executable, "bench/kill.py", "--kills", "4", "--commits", "500", "--seed", "7"]
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}

    done = subprocess.run(order, cwd=HOUSE, env=theirs, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.partition("\n\n")[0].splitlines()[2:]]
    assert len(rows) == 4
    assert all(int(kills) >= 4 for _, kills, *_ in rows)
    assert {tuple(found) for _, _, _, *found in rows} == {("0", "0", "0")}
