"""Who could speak for the work, in the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.advocates import titles
from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


def asked(home: Path, *arguments: str) -> Any:
    done = alongside(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_witness_could_speak_and_a_name_shows_what_they_have_seen(ready: Path) -> None:
    nothing, unseen = alongside(ready, "advocates").stdout, alongside(ready, "advocates", "ben").stdout
    alongside(ready, "log", "win: cut checkout p95 from 900 ms to 300 ms")
    entry = asked(ready, "entries")["items"][0]["id"]
    story = asked(ready, "story", "draft", "--entry", str(entry))["id"]
    alone = alongside(ready, "advocates").stdout
    asked(ready, "story", "set", str(story), "--witness", "ben")

    found = asked(ready, "advocates")
    told, deciding = alongside(ready, "advocates", "ben").stdout, alongside(ready, "advocates", "--deciding").stdout

    assert "Nothing to speak for yet." in nothing
    assert "the page People proposes them" in alone
    assert unseen == "You have nothing yet that Ben Okoye could have seen.\n"
    assert [each["person"]["name"] for each in found["items"]] == ["Ben Okoye"]
    assert "Ben Okoye has seen 1 of your 1 claims." in told
    assert "Say who decides" in deciding


def test_who_decides_is_said_here_or_on_the_page(ready: Path) -> None:
    nobody = alongside(ready, "advocates", "--deciding").stdout
    said = alongside(ready, "advocates", "ben", "--decides").stdout
    then = asked(ready, "advocates", "--deciding")
    undone = asked(ready, "advocates", "ben", "--decides-not")

    assert "alongside advocates NAME --decides, or the page Growth › Decision makers" in nobody
    assert said == "Ben Okoye decides on your promotion.\n"
    assert [each["person"]["name"] for each in then["items"]] == ["Ben Okoye"]
    assert (undone["name"], undone["decides"]) == ("Ben Okoye", False)
    assert asked(ready, "advocates", "--deciding")["items"] == []
    assert "Say who" in alongside(ready, "advocates", "--decides").stderr


def test_of_many_claims_some_are_named_and_the_rest_counted() -> None:
    told = titles([{"title": f"Claim {number}"} for number in range(12)])

    assert [told[0].strip(), told[-1].strip(), len(told)] == ["Claim 0", "and 8 more", 5]


def test_a_name_that_is_nobodys_is_refused(ready: Path) -> None:
    done = alongside(ready, "advocates", "zoe")

    assert done.returncode == 1
    assert "Nobody is called “zoe”" in done.stderr
