"""How Python looks for garbage where the app runs for long."""

import gc

_NEW_THINGS, _OLDER, _OLDEST = 50_000, 20, 20


def settle() -> None:
    """What is loaded by now stays for ever, and what comes later is looked through more seldom.

    Without this, one page in twenty waits while the collector walks all of it.
    """
    gc.freeze()
    gc.set_threshold(_NEW_THINGS, _OLDER, _OLDEST)
