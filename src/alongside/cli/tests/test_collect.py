"""Files as sources, in the terminal: what a mistyped answer says, and when a dry run has failed."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside, begun, environment
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.collectors.tests.loopback import Reply, serving

pytestmark = pytest.mark.slow

LEAVES_A_RUN = """
import time
from alongside.client.choosing import client

with client() as door:
    run = door.post("connections/1/collect")
    while door.get(f"collections/{run['id']}")["state"] != "running":
        time.sleep(0.1)
    time.sleep(1)
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("calendar", "adress=https://cal.example.org"), 2, "There is no answer called “adress”"),
        (("github", "token=env:NO_SUCH_TOKEN"), 2, "nothing in the environment under NO_SUCH_TOKEN"),
        (("github", "repositories=example/shop"), 1, "token: This is needed. `alongside sources github`"),
        (("calendar", "whose=nobody"), 1, "whose: Choose one of: mine, shared."),
    ],
)
def test_a_refused_answer_is_called_by_its_name(ready: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = alongside(ready, "collect", *arguments, COLUMNS="300")

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_dry_run_of_what_cannot_be_read_is_one_document_and_exit_code_1(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("Title,When\nNot Jira's,2026-11-02\n")

    done = alongside(ready, "collect", "jira-csv", str(file), "--dry-run", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["refused"].startswith("This is no CSV export of Jira")


def test_a_dry_run_says_which_day_is_uncertain(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.csv"
    file.write_text("Date,Title\n03/04/2026,Moved the queue\n")

    told = alongside(ready, "collect", "table", str(file), "--dry-run").stdout

    assert "  2026-04-03  Moved the queue\n              03 or 04 may be the day" in told


def test_a_dry_run_of_a_server_that_wants_to_be_left_alone_says_what_it_is(ready: Path) -> None:
    with serving({"GET /work.ics": [Reply(429, headers={"Retry-After": "60"})]}) as server:
        done = alongside(ready, "collect", "calendar", f"address={server.address}/work.ics", "--dry-run")

    assert done.stdout == "Calendar: in the first seconds 0 of yours. Nothing was kept.\n"


def test_a_file_that_did_not_change_has_nothing_new(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.csv"
    file.write_text("Date,Title\n2026-11-02,Moved the queue\n")

    first, second = (alongside(ready, "collect", "table", str(file)).stdout for _ in range(2))

    assert first == "CSV or JSON Lines: work.csv: 1 of yours, 1 of them new.\n"
    assert second == "CSV or JSON Lines: work.csv: nothing new of yours.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("git", "alongside collect git ~/code/shop"),
        ("gitlab-file", "alongside collect gitlab-file FILE project=…"),
        ("github", "alongside collect github token=env:VARIABLE"),
        ("calendar", "alongside collect calendar FILE"),
    ],
)
def test_every_source_says_how_it_is_connected(ready: Path, name: str, said: str) -> None:
    assert said in alongside(ready, "sources", name).stdout


def test_one_that_fails_does_not_keep_the_others_of_its_kind_from_being_read(ready: Path, tmp_path: Path) -> None:
    gone, there = tmp_path / "a.txt", tmp_path / "b.txt"
    for file in (gone, there):
        file.write_text(f"[2026-11-02 09:30] Wrote {file.name}.\n")
        alongside(ready, "collect", "jrnl", str(file))
    gone.unlink()
    there.write_text(f"{there.read_text()}\n[2026-11-03 09:30] Wrote more.\n")

    done = alongside(ready, "collect", "jrnl", "--json")

    assert done.returncode == 1
    assert "a.txt" in done.stderr
    assert [(each["name"], each["new"]) for each in json.loads(done.stdout)["done"]] == [("jrnl: b.txt", 1)]


def test_what_could_be_read_is_told_although_something_else_could_not(ready: Path, tmp_path: Path) -> None:
    there = Made(tmp_path / "shop")
    there.commit("Cut the queue", {"queue.py": "1\n"}, person=("Anna Berg", "anna@example.org"))

    done = alongside(ready, "collect", "git", str(tmp_path / "nowhere"), str(there.folder))

    assert done.returncode == 1
    assert done.stdout == "shop: 1 commits, 1 of them new; 1 are yours.\n"
    assert "There is no folder" in done.stderr


def test_ctrl_c_stops_what_would_come_next_and_keeps_what_was_done(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.csv"
    file.write_text("Date,Title\n2026-11-02,Moved the queue\n")
    empty, busy = Reply(200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), Reply(429, headers={"Retry-After": "600"})
    with serving({"GET /a.ics": [empty, busy], "GET /b.ics": [empty]}) as server:
        alongside(ready, "collect", "table", str(file))
        for name in ("a", "b"):
            alongside(ready, "collect", "calendar", f"address={server.address}/{name}.ics", f"calendars={name}")
        before = len(server.paths)

        process = begun(ready, "collect", "--json")
        while len(server.paths) == before and process.poll() is None:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        told, said = process.communicate(timeout=60)

    assert (before, server.paths[before:]) == (2, ["GET /a.ics"]), said
    assert process.returncode == 1, said
    assert [each["name"] for each in json.loads(told)["done"]] == ["CSV or JSON Lines: work.csv"]


def test_a_run_that_nobody_follows_ends_with_the_program_and_is_taken_up_again(ready: Path) -> None:
    empty, busy = Reply(200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), Reply(429, headers={"Retry-After": "600"})
    with serving({"GET /a.ics": [empty, busy, empty]}) as server:
        alongside(ready, "collect", "calendar", f"address={server.address}/a.ics", "calendars=a")
        left = subprocess.run([sys.executable, "-c", LEAVES_A_RUN], env=environment(ready), timeout=60, check=False)
        again = alongside(ready, "collect", "calendar", "--json")

    assert left.returncode == 0
    assert (again.returncode, len(server.paths)) == (0, 3), again.stderr


def test_what_is_forgotten_is_read_no_more_and_can_be_taken_up_again(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "forgotten.csv"
    file.write_text("Date,Title\n2026-11-02,Moved the queue\n")
    alongside(ready, "collect", "table", str(file))
    name = "CSV or JSON Lines: forgotten.csv"

    gone = alongside(ready, "sources", "--forget", name)
    twice = alongside(ready, "sources", "--forget", name, COLUMNS="300")
    listed = alongside(ready, "sources").stdout
    again = alongside(ready, "collect", "table", str(file))

    assert (gone.returncode, gone.stdout) == (0, f"{name} is read no more. What it brought stays.\n")
    assert twice.returncode == 1
    assert f"Nothing connected is called {name}" in twice.stderr
    assert name not in listed
    assert again.returncode == 0, again.stderr
    assert name in alongside(ready, "sources").stdout


def test_what_a_source_brought_is_taken_back_also_when_it_is_forgotten_already(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("Date,Title\n2026-11-02,Cooked the books\n2026-11-03,Burnt the books\n")
    alongside(ready, "collect", "table", str(file))
    name = "CSV or JSON Lines: wrong.csv"
    alongside(ready, "sources", "--forget", name)

    back = alongside(ready, "sources", "--forget", name, "--take-back")
    again = alongside(ready, "sources", "--forget", name, "--take-back", "--json")
    alone = alongside(ready, "sources", "--take-back")

    assert back.stdout == (
        f"{name} is read no more. Taken back: 2 activities, 0 touchpoints, 0 persons proposed because of them alone.\n"
    )
    assert json.loads(again.stdout)["taken_back"]["activities"] == 0
    assert (alone.returncode, "--forget NAME" in alone.stderr) == (2, True)


def test_one_of_several_with_one_name_is_forgotten_by_its_number(ready: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.csv"
    file.write_text("Date,Title\n2026-11-02,Moved the queue\n")
    alongside(ready, "collect", "table", str(file))

    wrong = alongside(ready, "collect", "table", str(file), "date=Title")
    number = wrong.stderr.partition("alongside sources --forget ")[2].split()[0]
    unclear = alongside(ready, "sources", "--forget", "CSV or JSON Lines: work.csv")
    gone = alongside(ready, "sources", "--forget", number, "--json")

    assert (wrong.returncode, unclear.returncode) == (1, 1)
    assert f"number {number} (table)" in unclear.stderr
    assert str(json.loads(gone.stdout)["id"]) == number


def test_a_repository_is_forgotten_by_its_folder(ready: Path, tmp_path: Path) -> None:
    folders = [tmp_path / above / "site" for above in ("one", "two")]
    for folder in folders:
        Made(folder).commit("Begin")
        alongside(ready, "collect", "git", str(folder))

    unclear = alongside(ready, "sources", "--forget", "site", COLUMNS="300")
    gone = alongside(ready, "sources", "--forget", str(folders[0]), "--json")

    assert unclear.returncode == 1
    assert all(str(folder) in unclear.stderr for folder in folders)
    assert json.loads(gone.stdout)["forgotten"] == "repositories"
    kept = json.loads(alongside(ready, "sources", "--json").stdout)["repositories"]
    assert [each["path"] for each in kept if each["name"] == "site"] == [str(folders[1])]


def test_who_changed_what_is_read_to_the_end_without_a_server(ready: Path, tmp_path: Path) -> None:
    """More than is kept at once: a command that ended after its first answer would leave the rest unread."""
    folder = tmp_path / "long"
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
    stream = "".join(
        f"commit refs/heads/main\ncommitter Ben Okoye <ben@example.org> {1_780_000_000 + number} +0000\n"
        f"data 4\nPool\nM 644 inline src/pool.py\ndata {len(str(number))}\n{number}\n"
        for number in range(30_000)
    )
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream.encode(), check=True)

    done = alongside(ready, "collect", "git", str(folder), "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["commits"] == 30_000
    known = json.loads(alongside(ready, "sources", "--json").stdout)["repositories"]
    assert [each["paths_read"] for each in known if each["path"] == str(folder)] == [30_000]


def test_a_login_is_added_to_who_one_is(ready: Path) -> None:
    done = alongside(ready, "init", "--login", "anna-b", "--json")

    assert {"kind": "login", "value": "anna-b"} in json.loads(done.stdout)["identities"]


def test_a_title_gives_the_terminal_no_orders(ready: Path, tmp_path: Path) -> None:
    made = Made(tmp_path / "shop")
    made.commit("Support \x1b[2J\x9b31mred\x07 prices", {"prices.py": "1\n"}, date="2026-11-02T10:00:00+0100")
    asked = ("highlights", "--since", "2026-11-01", "--author", "engineer@example.org")
    alongside(ready, "collect", "git", str(made.folder))

    told, document = (alongside(ready, *asked, *more).stdout for more in ((), ("--json",)))

    assert r"Support \u001b[2J\u009b31mred\u0007 prices" in told
    assert told.replace("\n", "").isprintable()
    assert json.loads(document)["items"][0]["title"] == "Support \x1b[2J\x9b31mred\x07 prices"
