"""`alongside serve`: one server for a data folder, on this machine only, and a way into it for its owner."""

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from alongside.cli import here, opening
from alongside.cli.output import note, say
from alongside.client import inside, server
from alongside.client.refused import refuse
from alongside.project.home import home

if TYPE_CHECKING:
    from socket import socket

PORT = Annotated[int | None, typer.Option(help="Instead of 8040 or the next free one.", min=1, max=65535)]
OPEN = Annotated[bool | None, typer.Option("--open/--no-open", help="Open the browser, or do not.")]
DEMO = Annotated[bool, typer.Option("--demo", help="A workspace full of examples, in a folder of its own.")]


def serve(*, port: PORT = None, open_: OPEN = None, demo: DEMO = False) -> None:
    """Serve the pages on this machine, and print a sign-in link that works once."""
    if demo:
        _choose_demo()
    folder = home()
    if here.close_to_others(folder):
        note(f"{folder} could be entered by others on this machine. Now only you can.")
    opened = opening.is_possible() if open_ is None else open_
    try:
        lock = server.hold(folder)
    except server.AlreadyRunning as running:
        _sign_in_again(folder, str(running), opened=opened)
    else:
        with lock:
            _serve(folder, lock, port=port, opened=opened, demo=demo)


def _choose_demo() -> None:
    from platformdirs import user_data_path

    place = os.environ.get("ALONGSIDE_HOME")
    folder = Path(place) / "demo" if place else user_data_path("alongside-demo", appauthor=False)
    os.environ["ALONGSIDE_HOME"], os.environ["ALONGSIDE_DEMO"] = str(folder), "1"


def _serve(folder: Path, lock: IO[str], *, port: int | None, opened: bool, demo: bool) -> None:
    inside.ready()
    member = here.somebody_here(folder)
    _prepare(member, demo=demo)
    from alongside.cli.listening import listen

    listening = listen(port)
    address = "http://{}:{}".format(*listening.getsockname())
    server.announce(lock, address)
    say(f"Alongside serves {folder} at {address}. Stop it with Ctrl-C.")
    _let_in(folder, address + here.sign_in_path(member), opened=opened)
    run(listening)
    opening.forget(folder)
    say("Stopped. Everything is kept.")


def _prepare(member: Any, *, demo: bool) -> None:
    from alongside.client.middleware import deliver
    from alongside.lib.background import rests
    from alongside.project.static import collect

    collect()
    if demo:
        from alongside.desk.demo import fill

        fill(member)
    if taken := deliver():
        note(f"Lines from the terminal that joined your log: {taken}.")
    rests()


def run(listening: "socket") -> None:
    """Until it is asked to stop. The worker is a copy of this process: a connection must not be shared, and what
    another thread locked at that moment would stay locked in the copy for ever."""
    import signal

    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from alongside.cli.listening import Server
    from alongside.cli.served import load

    granian = Server(
        listening,
        "alongside",
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )
    connections.close_all()
    # Closing the terminal stops the server; granian would begin anew and go on without one.
    granian.on_startup(lambda: signal.signal(signal.SIGHUP, granian.signal_handler_interrupt))
    granian.serve(target_loader=load)


def _sign_in_again(folder: Path, address: str, *, opened: bool) -> None:
    if not address:
        raise refuse("Starting", "Another `alongside serve` is just starting. Try again in a moment.", status=503)
    inside.ready()
    member = here.somebody_here(folder)
    say(f"Alongside serves {folder} at {address} already.")
    _let_in(folder, address + here.sign_in_path(member), opened=opened)


def _let_in(folder: Path, link: str, *, opened: bool) -> None:
    say(f"Sign in with this link; it works once, for a quarter of an hour:\n\n  {link}\n")
    if opened:
        opening.open_link(folder, link)
