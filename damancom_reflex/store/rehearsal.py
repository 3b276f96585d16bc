"""Acts that are only rehearsed: gone through to their end, and taken back there.

So that somebody can be told whether an act will be refused before they are asked to confirm it, by the very rules it
will meet, and not by a second copy of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_rehearsing: Final[ContextVar[bool]] = ContextVar("damancom_rehearsing", default=False)


class Rehearsed(Exception):  # noqa: N818 - nothing went wrong
    """The end of a transaction that is rehearsed: nothing of it is kept."""


@contextmanager
def rehearsing() -> Iterator[None]:
    """Rehearse the act inside: its refusals come as they are, and nothing it writes is kept.

    What follows the act's first transaction does not happen.
    """
    token = _rehearsing.set(True)
    try:
        yield
    except Rehearsed:
        return
    finally:
        _rehearsing.reset(token)


def is_rehearsed() -> bool:
    """Whether what is written now is to be taken back."""
    return _rehearsing.get()
