"""Opening the sign-in link in a browser. Other users of the machine see the arguments of every process, so the browser
is handed a file that only its owner can read and that forwards to the link. Run as a module it waits for the server.
"""

import html
import os
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

_FORWARD = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={link}">
<title>Alongside</title>
<p><a href="{link}">Sign in to Alongside</a></p>
"""


def is_possible() -> bool:
    """Somebody sits at this machine, and there is a browser that does not take over the terminal."""
    shown = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) and sys.stdout.isatty() and "SSH_CONNECTION" not in os.environ


def open_link(folder: Path, link: str) -> None:
    page = _page(folder)
    page.unlink(missing_ok=True)
    with os.fdopen(os.open(page, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(_FORWARD.format(link=html.escape(link)))
    address = urlsplit(link)
    command = [sys.executable, "-m", "alongside.cli.opening", str(page), str(address.hostname), str(address.port)]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def forget(folder: Path) -> None:
    _page(folder).unlink(missing_ok=True)


def main(page: str, host: str, port: str) -> None:
    _wait_for(host, int(port))
    webbrowser.open(Path(page).as_uri())


def _wait_for(host: str, port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _page(folder: Path) -> Path:
    return folder / "sign-in.html"


if __name__ == "__main__":
    main(*sys.argv[1:4])
