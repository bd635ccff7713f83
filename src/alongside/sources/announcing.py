"""Upper rooms that build on what was read put a listener here at start-up: sources does not know them."""

from collections.abc import Callable

from alongside.accounts.models import Member

type Listener = Callable[[Member, Callable[[], bool]], None]
"""Called in the background when there may be more of the member's than before. It asks now and then whether it is to
go on, keeps what it has done by itself, and is called again later."""

LISTENERS: list[Listener] = []
