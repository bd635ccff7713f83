"""The calls that a script makes, on an empty data folder, as the README and the issue give them."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.tests.processes import alongside, begun, environment, serving
from alongside.client import outbox

pytestmark = pytest.mark.slow

LINE = "win: cut checkout p95 from 900 ms to 300 ms #checkout @manager"


@pytest.fixture
def ready(home: Path) -> Path:
    init = ("init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")
    done = alongside(home, *init)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "payments"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for day in range(10, 16):
        commit(folder, f"Checkout: step {day} of a faster payment", f"2025-01-{day}T10:00:00", "engineer@example.org")
    commit(folder, "Docs: say hello", "2025-01-17T10:00:00", "colleague@example.org")
    return folder


def git(folder: Path, *arguments: str, **more: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **more}, capture_output=True)


def commit(folder: Path, subject: str, at: str, email: str) -> None:
    with (folder / "checkout.py").open("a") as file:
        file.write(f"{subject}\n")
    git(folder, "add", ".")
    who = ("-c", "user.name=Somebody", "-c", f"user.email={email}")
    git(folder, *who, "commit", "--quiet", "-m", subject, GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)


def document(done: subprocess.CompletedProcess[str]) -> Any:
    """One JSON document and nothing else."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_script_of_the_issue(ready: Path, repository: Path) -> None:
    collected = document(alongside(ready, "collect", "git", str(repository), "--json"))
    again = document(alongside(ready, "collect", "git", str(repository), "--json"))
    logged = document(alongside(ready, "log", LINE, "--json"))
    days = ("--since", "2025-01-01", "--until", "2025-01-31")
    prep = document(alongside(ready, "prep", "--with", "Manager", *days, "--json"))
    markdown = alongside(ready, "prep", "--with", "Manager", *days, "--markdown").stdout

    assert collected == {"repository": "payments", "commits": 7, "new": 7, "mine": 6}
    assert again == {"repository": "payments", "commits": 7, "new": 0, "mine": 6}
    assert (logged["kept"], logged["kind"], logged["people"]) == (True, "win", ["manager"])
    assert (prep["with"], prep["since"], prep["until"]) == ("Manager", "2025-01-01", "2025-01-31")
    items = [item for section in prep["sections"] for item in section["items"]]
    commits = {source["id"] for item in items for source in item["sources"] if source["kind"] == "commit"}
    assert len(commits) == 6
    assert all(re.fullmatch("[0-9a-f]{40}", each) for each in commits)
    assert all(item["why"] for item in items)
    assert next(iter(commits)) in markdown
    assert markdown.startswith("# ")


def test_the_answers_are_the_same_with_and_without_a_server(ready: Path, repository: Path) -> None:
    calls = [
        ("entries", "--json"),
        ("stories", "--json"),
        ("agenda", "--with", "Manager", "--json"),
        ("prep", "--with", "manager", "--since", "2025-01-01", "--until", "2025-01-31", "--json"),
        ("collect", "git", str(repository), "--json"),
    ]
    alongside(ready, "collect", "git", str(repository))
    alongside(ready, "log", LINE)

    without = [document(alongside(ready, *call)) for call in calls]
    with serving(ready):
        served = [document(alongside(ready, *call)) for call in calls]

    assert served == without


def test_an_entry_typed_before_init_joins_the_log_once(home: Path) -> None:
    early = alongside(home, "log", LINE)
    alongside(home, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Manager")

    found = document(alongside(home, "entries", "--json"))

    assert "alongside init" in early.stderr
    assert [entry["line"] for entry in found["items"]] == [LINE]
    assert document(alongside(home, "entries", "--json"))["total"] == 1
    assert [person["name"] for person in found["items"][0]["people"]] == ["Manager"]


def test_init_again_doubles_nothing_and_adds_what_is_missing(ready: Path) -> None:
    again = document(
        alongside(ready, "init", "--name", "Engineer", "--email", "new@example.org", "--manager", "Manager", "--json")
    )

    assert (again["created"], again["added"], again["pairs"]) == (False, ["new@example.org"], ["Manager"])


def test_init_without_a_terminal_says_what_it_needs(home: Path) -> None:
    done = alongside(home, "init", "--name", "Engineer", "--json")

    assert done.returncode == 1
    assert "--email, --manager" in json.loads(done.stdout)["detail"]


def test_several_repositories_are_a_list_and_a_wrong_path_does_not_stop_the_others(
    ready: Path, repository: Path, tmp_path: Path
) -> None:
    both = document(alongside(ready, "collect", "git", str(repository), str(repository), "--json"))
    wrong = alongside(ready, "collect", "git", str(tmp_path / "nowhere"), str(repository), "--json")

    assert [each["commits"] for each in both] == [7, 7]
    assert wrong.returncode == 1
    assert [each["commits"] for each in json.loads(wrong.stdout)["done"]] == [7]
    assert "nowhere" in wrong.stderr


def test_everything_can_be_taken_out(ready: Path, tmp_path: Path) -> None:
    alongside(ready, "log", LINE)

    whole = document(alongside(ready, "export", "--into", str(tmp_path / "all.zip"), "--json"))
    pair = document(alongside(ready, "export", "--with", "Manager", "--json"))
    again = alongside(ready, "export", "--into", str(tmp_path / "all.zip"))

    assert whole["bytes"] > 0
    assert (tmp_path / "all.zip").read_bytes()[:2] == b"PK"
    assert pair["with"] == "Manager"
    assert again.returncode == 1


def test_a_token_is_issued_listed_and_revoked(ready: Path) -> None:
    issued = document(alongside(ready, "token", "issue", "--name", "chat", "--json"))["token"]
    number = next(
        each["id"] for each in document(alongside(ready, "token", "list", "--json"))["items"] if each["name"] == "chat"
    )

    works = alongside(ready, "entries", ALONGSIDE_TOKEN=issued)
    alongside(ready, "token", "revoke", str(number))
    refused = alongside(ready, "entries", ALONGSIDE_TOKEN=issued)

    assert works.returncode == 0
    assert (refused.returncode, "does not know the token" in refused.stderr) == (1, True)


def test_doctor_finds_nothing_at_first_and_an_open_folder_later(ready: Path) -> None:
    well = document(alongside(ready, "doctor", "--json"))
    ready.chmod(0o755)
    ill = alongside(ready, "doctor", "--json")

    assert well["ok"]
    assert ill.returncode == 1
    assert [check["do"] for check in json.loads(ill.stdout)["checks"] if not check["ok"]] == [f"chmod go= '{ready}'"]


def test_doctor_looks_at_what_waits_for_servers_elsewhere(ready: Path) -> None:
    for url in ("https://team.example.org", "https://team-example.org"):
        alongside(ready, "log", LINE, ALONGSIDE_URL=url, ALONGSIDE_TOKEN="secret")
    outbox.put(ready / "outbox" / "https---team-example-org", "kept before", today="2026-11-20")

    checks = document(alongside(ready, "doctor", "--json"))["checks"]
    here, old, *named = [check for check in checks if check["name"].startswith("outbox")]

    assert [check["found"] for check in (here, old, *named)] == [f"{n} waiting, 0 refused" for n in (0, 1, 1, 1)]
    assert old["name"] == "outbox/https---team-example-org"
    assert "Two servers are called so" in old["do"]
    assert all("with that server in ALONGSIDE_URL" in check["do"] for check in named)


@pytest.mark.parametrize(
    ("url", "token", "words"),
    [
        ("http://127.0.0.1:9", "secret", "does not answer"),
        ("http://127.0.0.1:9", "", "set ALONGSIDE_TOKEN"),
        ("nonsense", "secret", "ALONGSIDE_URL"),
    ],
)
def test_a_server_that_is_away_is_said_and_the_line_waits(home: Path, url: str, token: str, words: str) -> None:
    logged = alongside(home, "log", LINE, ALONGSIDE_URL=url, ALONGSIDE_TOKEN=token)
    asked = alongside(home, "entries", "--json", ALONGSIDE_URL=url, ALONGSIDE_TOKEN=token)

    assert logged.returncode == 0
    assert asked.returncode == 1
    assert words in asked.stderr
    assert words in json.loads(asked.stdout)["detail"]
    assert len(outbox.waiting_in(outbox.folder_of(home, url))) == 1


def test_lines_for_a_configured_server_are_delivered_there_once(ready: Path, tmp_path: Path) -> None:
    laptop = tmp_path / "laptop"
    laptop.mkdir()
    token = document(alongside(ready, "token", "issue", "--json"))["token"]
    with serving(ready) as running:
        there = {"ALONGSIDE_URL": running.address, "ALONGSIDE_TOKEN": token}
        for number in range(3):
            alongside(laptop, "log", f"win: number {number}", **there)

        found = document(alongside(laptop, "entries", "--json", **there))
        again = document(alongside(laptop, "entries", "--json", **there))

    assert [entry["text"] for entry in found["items"]] == ["number 2", "number 1", "number 0"]
    assert again == found


def test_two_processes_write_at_once_and_nothing_is_lost(ready: Path) -> None:
    writing = [
        subprocess.Popen([sys.executable, "-m", "alongside", "log", f"win: {number}"], env=environment(ready))
        for number in range(8)
    ]
    assert [each.wait() for each in writing] == [0] * 8

    asking = [
        subprocess.Popen(
            [sys.executable, "-m", "alongside", "entries", "--json"], env=environment(ready), stdout=subprocess.DEVNULL
        )
        for _ in range(3)
    ]

    assert [each.wait() for each in asking] == [0] * 3
    assert document(alongside(ready, "entries", "--json"))["total"] == 8


def test_a_database_that_is_locked_is_said_and_the_line_waits(ready: Path) -> None:
    alongside(ready, "entries")
    alongside(ready, "log", LINE)
    lock = sqlite3.connect(ready / "alongside.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")

    asked = alongside(ready, "agenda", "--with", "Manager", "--add", "which queue", "--json")

    lock.execute("ROLLBACK")
    lock.close()
    assert asked.returncode == 1
    assert "Another process has been writing" in json.loads(asked.stdout)["detail"]
    assert document(alongside(ready, "entries", "--json"))["total"] == 1


def test_a_database_that_is_broken_is_said(ready: Path) -> None:
    database = ready / "alongside.sqlite3"
    database.write_bytes(b"this is no database" * 1000)
    for name in ("-wal", "-shm"):
        database.with_name(database.name + name).unlink(missing_ok=True)

    asked = alongside(ready, "entries")
    seen = alongside(ready, "doctor")

    assert asked.returncode == 1
    assert "alongside doctor" in asked.stderr
    assert "Traceback" not in asked.stderr
    assert seen.returncode == 1


def test_ctrl_c_in_a_collection_ends_it_and_the_next_run_goes_on(ready: Path, repository: Path) -> None:
    process = begun(ready, "collect", "git", str(repository))
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]

    assert process.returncode in (0, 1)  # it may have been done already
    assert "Traceback" not in said
    assert document(alongside(ready, "collect", "git", str(repository), "--json"))["commits"] == 7


def test_what_is_not_understood_ends_with_2(ready: Path) -> None:
    calls = [
        ["frob"],
        ["entries", "--kind", "gossip"],
        ["prep"],
        ["log"],
        ["log", "--jsn", "x"],
        ["export", "--format", "x"],
    ]

    assert [alongside(ready, *call).returncode for call in calls] == [2] * len(calls)


def test_what_no_letter_stands_for_is_asked_all_the_same(ready: Path) -> None:
    asked = alongside(ready, "entries", "caf\udce9", "--json")
    added = alongside(ready, "agenda", "--with", "Manager", "--add", "caf\udce9", "--json")

    assert document(asked)["total"] == 0
    assert [point["text"] for point in document(added)["points"]] == ["caf?"]


def test_a_data_folder_that_is_a_file_is_said(ready: Path) -> None:
    done = alongside(ready, "entries", "--json", ALONGSIDE_HOME=str(ready / "token"))

    assert done.returncode == 1
    assert json.loads(done.stdout)["detail"].startswith(
        "This cannot be the data folder: File exists; let ALONGSIDE_HOME"
    )


def test_what_is_not_understood_is_a_problem_document_too(ready: Path) -> None:
    for call in (["entries", "--kind", "gossip"], ["highlights"], ["touch", "hello"]):
        done = alongside(ready, *call, "--json")

        problem = json.loads(done.stdout)
        assert (done.returncode, problem["title"], problem["status"]) == (2, "Not understood", 400)
        assert done.stderr.startswith(problem["detail"])


def test_nothing_but_the_document_is_on_standard_output(ready: Path) -> None:
    (ready / "outbox" / "rejected").mkdir(parents=True)
    (ready / "outbox" / "rejected" / "0-x").write_text("a line that was refused")
    (ready / "outbox" / "rejected" / "0-x.why").write_text("It is too long.")

    told = alongside(ready, "entries", "--json")
    again = alongside(ready, "entries", "--json")

    assert document(told)["total"] == 0
    assert "It is too long." in told.stderr
    assert again.stderr == ""
