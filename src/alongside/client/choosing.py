"""Which door the terminal knocks at: the configured server, the one that has this data folder open, or none."""

import os
import time
from pathlib import Path

import httpx

from alongside.client import inside, outbox, server
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse
from alongside.project.home import home

_SECONDS = 60
_STARTING = 10  # seconds in which a server that has taken the folder begins to answer


def client() -> Client:
    """The client, after what waited in the outbox was delivered. Raises Refused with a sentence.

    The pages' own middleware delivers for this data folder, so only lines for a server elsewhere are sent here."""
    folder = home()
    if url := os.environ.get("ALONGSIDE_URL"):
        chosen = Client(_far(url, os.environ.get("ALONGSIDE_TOKEN")), where=url)
        for box in outbox.folders_of(folder, url):
            outbox.deliver(box, lambda waiting: _send(chosen, waiting))
        return chosen
    elif address := server.running(folder):
        return _near(folder, address)
    else:
        return _here(folder)


def _far(url: str, token: str | None) -> httpx.Client:
    if not token:
        detail = f"ALONGSIDE_URL is set to {url}: set ALONGSIDE_TOKEN to a token of yours on that server."
        raise refuse("A token is needed", detail, status=401)
    try:
        return httpx.Client(base_url=url, timeout=_SECONDS, headers=_bearer(token))
    except (httpx.InvalidURL, ValueError) as error:
        raise refuse("Not an address", f"ALONGSIDE_URL is no address: {error}.", status=400) from error


def _near(folder: Path, address: str) -> Client:
    token = inside.local_token(folder)
    # Loopback is never behind a proxy, whatever the environment says.
    http = httpx.Client(base_url=address, timeout=_SECONDS, headers=_bearer(token), trust_env=False)
    chosen = Client(http, where=f"The server at {address}")
    _wait_for(chosen)
    return chosen


def _here(folder: Path) -> Client:
    transport = httpx.WSGITransport(app=inside.application())
    token = inside.local_token(folder)
    http = httpx.Client(transport=transport, base_url="http://127.0.0.1", headers=_bearer(token))
    return Client(http, where="Alongside", is_inside=True)


def _wait_for(chosen: Client) -> None:
    """A server says where it is before it answers there."""
    until = time.monotonic() + _STARTING
    while True:
        try:
            chosen.get("health")
        except Refused as refused:
            if refused.problem.get("status") != 503 or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _send(chosen: Client, waiting: outbox.Waiting) -> None:
    try:
        chosen.post(*_asked(waiting))
    except Refused as refused:
        status = refused.problem.get("status")
        if status in (400, 413, 422):
            raise outbox.Rejected(str(refused)) from refused
        if status in (500, 507):
            raise outbox.NotNow from refused
        raise


def _asked(waiting: outbox.Waiting) -> tuple[str, dict[str, str]]:
    if waiting.get("verb") == "touch":
        return "touchpoints", {name: waiting[name] for name in ("to", "text", "on", "key")}
    return "entries", waiting


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
