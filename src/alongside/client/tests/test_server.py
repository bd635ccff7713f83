import subprocess
import sys
from pathlib import Path

import pytest

from alongside.client import server


def test_the_address_is_known_while_the_server_lives_and_not_longer(tmp_path: Path) -> None:
    before = server.running(tmp_path)
    with server.hold(tmp_path) as lock:
        server.announce(lock, "http://127.0.0.1:8040")
        during = server.running(tmp_path)

    assert (before, during, server.running(tmp_path)) == (None, "http://127.0.0.1:8040", None)


def test_a_second_server_hears_where_the_first_is(tmp_path: Path) -> None:
    with server.hold(tmp_path) as lock:
        server.announce(lock, "http://127.0.0.1:8040")

        with pytest.raises(server.AlreadyRunning, match="8040"):
            server.hold(tmp_path)


def test_an_address_that_a_killed_server_left_is_not_trusted(tmp_path: Path) -> None:
    script = (
        "import sys, os, pathlib; from alongside.client import server\n"
        "lock = server.hold(pathlib.Path(sys.argv[1])); server.announce(lock, 'http://127.0.0.1:1')\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)

    assert (tmp_path / "server.lock").read_text() == "http://127.0.0.1:1"
    assert server.running(tmp_path) is None
