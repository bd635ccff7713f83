import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.client import outbox
from alongside.client.choosing import client
from alongside.sources.collectors.tests.loopback import Reply, Server, serving

type Sent = list[dict[str, str]]


def test_lines_are_delivered_once_and_in_the_order_in_which_they_were_typed(tmp_path: Path) -> None:
    keys = [outbox.put(tmp_path, f"line {number}", today="2026-11-20") for number in range(5)]
    sent: Sent = []

    taken = outbox.deliver(tmp_path, sent.append)

    assert taken == 5
    assert [each["key"] for each in sent] == keys
    assert outbox.deliver(tmp_path, sent.append) == 0
    assert len(sent) == 5


def test_what_was_typed_comes_back_whole(tmp_path: Path) -> None:
    line = "win: naïve “Größe” 量\n-- “details” \\ \x07\udcff"
    sent: Sent = []
    outbox.put(tmp_path, line, today="2026-11-20")

    outbox.deliver(tmp_path, sent.append)

    assert (sent[0]["line"], sent[0]["today"]) == (line, "2026-11-20")


def test_a_server_that_is_away_leaves_every_line(tmp_path: Path) -> None:
    def away(waiting: outbox.Waiting) -> None:
        raise ConnectionError

    for number in range(3):
        outbox.put(tmp_path, f"line {number}", today="2026-11-20")

    with pytest.raises(ConnectionError):
        outbox.deliver(tmp_path, away)

    assert len(outbox.waiting_in(tmp_path)) == 3


def test_a_line_that_fails_today_does_not_hold_up_the_others(tmp_path: Path) -> None:
    def send(waiting: outbox.Waiting) -> None:
        if waiting["line"] == "bad":
            raise outbox.NotNow

    for line in ("first", "bad", "last"):
        outbox.put(tmp_path, line, today="2026-11-20")

    assert outbox.deliver(tmp_path, send) == 2
    assert [json.loads(path.read_text())["line"] for path in outbox.waiting_in(tmp_path)] == ["bad"]


def test_a_line_that_is_refused_for_ever_is_put_aside_with_the_reason(tmp_path: Path) -> None:
    def refuse(waiting: outbox.Waiting) -> None:
        raise outbox.Rejected("A line holds up to 20,000 characters.")

    outbox.put(tmp_path, "too long", today="2026-11-20")

    outbox.deliver(tmp_path, refuse)

    [refusal] = outbox.refused_in(tmp_path)
    assert outbox.waiting_in(tmp_path) == []
    assert (refusal.line, refusal.reason) == ("too long", "A line holds up to 20,000 characters.")
    outbox.forget_telling(refusal)
    assert outbox.refused_in(tmp_path) == []
    assert refusal.path.is_file()


def test_a_file_that_cannot_be_read_is_put_aside_and_the_rest_delivered(tmp_path: Path) -> None:
    (tmp_path / "0-broken").write_bytes(b"\xff{")
    outbox.put(tmp_path, "good", today="2026-11-20")
    sent: Sent = []

    assert outbox.deliver(tmp_path, sent.append) == 1
    assert len(outbox.refused_in(tmp_path)) == 1


def test_only_the_owner_may_read_what_waits(tmp_path: Path) -> None:
    folder = tmp_path / "outbox" / "elsewhere"

    outbox.put(folder, "line", today="2026-11-20")

    [path] = outbox.waiting_in(folder)
    assert [each.stat().st_mode & 0o777 for each in (folder.parent, folder, path)] == [0o700, 0o700, 0o600]


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk on which there is no room."""
    script = (
        "import signal, sys, pathlib; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from alongside.client import outbox\n"
        "try: outbox.put(pathlib.Path(sys.argv[1]), 'x' * 5000, today='2026-11-20')\n"
        "except outbox.NotKept as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )

    assert "The line was not kept" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file is in the way")

    with pytest.raises(outbox.NotKept, match="Mend that"):
        outbox.put(tmp_path / "outbox", "line", today="2026-11-20")


def test_several_processes_deliver_each_line_once(tmp_path: Path) -> None:
    folder, log = tmp_path / "outbox", tmp_path / "log"
    for number in range(40):
        outbox.put(folder, f"line {number}", today="2026-11-20")
    script = (
        "import sys, pathlib\n"
        "from alongside.client import outbox\n"
        "log = pathlib.Path(sys.argv[2]).open('a')\n"
        "outbox.deliver(pathlib.Path(sys.argv[1]), lambda waiting: (log.write(waiting['line'] + chr(10)), log.flush()))"
    )

    running = [subprocess.Popen([sys.executable, "-c", script, str(folder), str(log)]) for _ in range(3)]

    assert [each.wait() for each in running] == [0, 0, 0]
    assert sorted(log.read_text().splitlines()) == sorted(f"line {number}" for number in range(40))


def test_lines_for_another_server_wait_apart(tmp_path: Path) -> None:
    here, there = outbox.folder_of(tmp_path, None), outbox.folder_of(tmp_path, "https://team.example.org")
    outbox.put(there, "for the team", today="2026-11-20")

    assert outbox.waiting_in(here) == []
    assert len(outbox.waiting_in(there)) == 1


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """The server elsewhere that this terminal speaks to."""
    with serving({"POST /api/entries": [Reply(201, {}, {"Content-Type": "application/json"})]}) as server:
        monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path))
        monkeypatch.setenv("ALONGSIDE_URL", server.address)
        monkeypatch.setenv("ALONGSIDE_TOKEN", "secret")
        yield server


def delivered(server: Server) -> list[str]:
    """What it has once a command has run."""
    client().http.close()
    return [json.loads(asked.body)["line"] for asked in server.asked]


def test_servers_whose_addresses_differ_in_a_dot_wait_apart(there: Server, tmp_path: Path) -> None:
    another = there.address.replace("127.0.0.1", "127-0-0-1")
    outbox.put(outbox.folder_of(tmp_path, another), "for the other one", today="2026-11-20")

    assert delivered(there) == []
    assert len(outbox.waiting_in(outbox.folder_of(tmp_path, another))) == 1


def test_a_slash_at_the_end_of_an_address_changes_nothing(there: Server, tmp_path: Path) -> None:
    outbox.put(outbox.folder_of(tmp_path, f"{there.address}/"), "typed with a slash", today="2026-11-20")

    assert delivered(there) == ["typed with a slash"]


def test_lines_in_a_folder_named_as_once_are_delivered_first(there: Server, tmp_path: Path) -> None:
    once = named_as_once(there.address, tmp_path)
    outbox.put(outbox.folder_of(tmp_path, there.address), "new", today="2026-11-21")
    outbox.put(once, "old", today="2026-11-20")
    outbox.put(once.with_name(f"{once.name}-"), "old, with a slash", today="2026-11-20")

    assert delivered(there) == ["old", "old, with a slash", "new"]


def test_lines_that_could_be_for_either_of_two_servers_go_to_neither(there: Server, tmp_path: Path) -> None:
    another = there.address.replace("127.0.0.1", "127-0-0-1")
    once = named_as_once(there.address, tmp_path)
    outbox.put(once, "for whom?", today="2026-11-20")
    for url, line in ((there.address, "for this one"), (another, "for the other one")):
        outbox.put(outbox.folder_of(tmp_path, url), line, today="2026-11-21")

    assert delivered(there) == ["for this one"]
    assert outbox.is_of_several(once)
    assert len(outbox.waiting_in(once)) == 1


def named_as_once(url: str, home: Path) -> Path:
    return home / "outbox" / "".join(letter if letter.isalnum() else "-" for letter in url)
