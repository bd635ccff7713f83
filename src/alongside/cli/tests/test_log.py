import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.cli.log import main
from alongside.cli.tests.processes import environment
from alongside.client import outbox
from alongside.evidence.capture import LONGEST_LINE

pytestmark = pytest.mark.usefixtures("home")


def kept(home: Path) -> list[str]:
    return [json.loads(path.read_text())["line"] for path in outbox.waiting_in(home / "outbox")]


def test_several_words_are_one_line(home: Path) -> None:
    assert main(["win:", "fixed", "it", "-40", "%"]) == 0
    assert kept(home) == ["win: fixed it -40 %"]


def test_options_may_stand_anywhere_and_after_two_dashes_nowhere(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["win: a", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "a"
    assert main(["--", "--json", "is", "nice"]) == 0
    assert kept(home) == ["win: a", "--json is nice"]


def test_the_document_says_how_the_line_was_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", "win: cut p95 from 900 ms to 300 ms #checkout @mina !latency 2026-11-18"])

    told = json.loads(capsys.readouterr().out)

    assert (told["kept"], told["kind"], told["on"]) == (True, "win", "2026-11-18")
    assert (told["topics"], told["people"], told["goals"]) == (["checkout"], ["mina"], ["latency"])
    assert told["metrics"][0]["change_percent"] == "-66.67"
    assert outbox.waiting_in(home / "outbox")[0].name.endswith(told["key"])


def test_people_read_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    main(["win: cut p95 from 900 ms to 300 ms #checkout"])

    told = capsys.readouterr()

    assert told.out == "Kept: cut p95 from 900 ms to 300 ms\n  win · 900 ms → 300 ms (−67 %) · #checkout\n"
    assert "alongside init" in told.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_line_can_come_from_a_pipe(home: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("learning: Größe zählt\n".encode(encoding))))

    assert main(["-"]) == 0
    assert kept(home) == ["learning: Größe zählt"]


@pytest.mark.parametrize("arguments", [[], ["--jsn", "x"], ["--json"]])
def test_what_is_not_understood_ends_with_2_and_keeps_nothing(home: Path, arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert kept(home) == []


@pytest.mark.parametrize("line", ["win:", "   ", "x" * (LONGEST_LINE + 1)])
def test_a_line_that_the_log_would_refuse_is_refused_at_once(
    home: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([line, "--json"]) == 1

    told = capsys.readouterr()
    assert json.loads(told.out)["kept"] is False
    assert json.loads(told.out)["detail"] in told.err
    assert kept(home) == []


def test_a_line_that_trips_the_grammar_is_kept_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(line: str, **_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("alongside.cli.log.parse", broken)

    assert main(["win: precious"]) == 0
    assert kept(home) == ["win: precious"]


def test_a_full_disk_is_a_sentence_and_an_exit_code(home: Path) -> None:
    """A limit on the size of files stands for a disk on which there is no room."""
    done = subprocess.run(
        [sys.executable, "-m", "alongside", "log", "--json", "win: " + "x" * 5000],
        env=environment(home, PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "The line was not kept" in done.stderr
    assert json.loads(done.stdout)["kept"] is False
    assert kept(home) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.chmod(0o500)

    assert main(["win: x"]) == 1
    assert "was not kept" in capsys.readouterr().err


def test_a_terminal_without_the_letters_still_gets_an_answer(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alongside", "log", "win: Größe 量 → 3"],
        env=environment(home, PYTHONIOENCODING="ascii"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert kept(home) == ["win: Größe 量 → 3"]


def test_it_loads_nothing_that_is_slow(home: Path) -> None:
    script = (
        "import sys; sys.argv = ['alongside', 'log', 'win: quick 3 ms']\n"
        "from alongside.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(home), capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & {"django", "typer", "httpx", "rich", "granian", "asyncio", "platformdirs", "argparse"} == set()


def test_nobody_without_a_home_folder_is_left_without_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nowhere() -> None:
        raise RuntimeError

    monkeypatch.delenv("ALONGSIDE_HOME")
    monkeypatch.setattr("alongside.project.home._usual", nowhere)

    assert main(["win: x"]) == 1
    assert "You have no home folder; let ALONGSIDE_HOME name a folder of yours." in capsys.readouterr().err


def test_a_line_is_kept_although_nothing_can_be_said(home: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "alongside", "log", "win: x"],
            env=environment(home),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (done.returncode, kept(home)) == (0, ["win: x"])
    assert done.stderr.endswith("It is kept, but could not be said: No space left on device.\n")
