"""The one socket of this server: taken before anything is said of its address, so that no two servers share a port."""

import socket
from typing import Any

from granian import Granian
from granian._granian import SocketHolder

from alongside.client.refused import refuse

HOST, PORT = "127.0.0.1", 8040
_BACKLOG = 1024
_IS_UNIX = False


def listen(asked: int | None) -> socket.socket:
    """Listens on the port asked for, otherwise on the usual one or the next that is free."""
    for port in [asked] if asked else [*range(PORT, PORT + 20), 0]:
        try:
            return socket.create_server((HOST, port), backlog=_BACKLOG)
        except OSError:
            continue
    raise refuse("The port is taken", f"Something else listens on port {asked}. Choose another --port.", status=503)


class Server(Granian):  # type: ignore[misc, valid-type]  # chosen at run time among granian's kinds of workers
    """Granian on a socket that listens already.

    On its own it opens one with SO_REUSEPORT, and two servers that start at once share a port and its requests.
    """

    def __init__(self, listening: socket.socket, *target: Any, **options: Any) -> None:
        super().__init__(*target, **options)
        self._listening = listening

    def _init_shared_socket(self) -> None:
        self._ssp, self._sso = None, self._listening
        self._sfd = self._listening.fileno()
        self._shd = SocketHolder(self._sfd, _IS_UNIX, _BACKLOG)  # type: ignore[call-arg]  # the stub is older
