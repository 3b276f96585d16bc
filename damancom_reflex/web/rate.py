"""A token bucket per client, in memory: enough to keep one from starving the others of its worker, or its log."""

from __future__ import annotations

import time
import traceback
from collections import OrderedDict

from damancom_reflex.logs import log

MOST_CLIENTS = 10_000


class Bucket:
    """Allows `rate` events a second with bursts of `burst`, for each key."""

    def __init__(self, rate: float, burst: float) -> None:
        """Start with every bucket full."""
        self.rate, self.burst = rate, burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Take one event for `key`; false when its bucket is empty."""
        now = time.monotonic()
        level, since = self._levels.pop(key, (self.burst, now))
        level = min(self.burst, level + (now - since) * self.rate)
        allowed = level >= 1.0
        self._levels[key] = (level - 1.0 if allowed else level, now)
        if len(self._levels) > MOST_CLIENTS:
            self._levels.popitem(last=False)
        return allowed


class Quiet:
    """Tells the log of what anybody may cause: a line a second of each kind, however much it is."""

    def __init__(self, module: str) -> None:
        """Speak for a module."""
        self._log, self._lines = log(module), Bucket(1.0, 20.0)

    def tell(self, what: str, **facts: str) -> None:
        """One line, or none when there were many of late."""
        if self._lines.take(what):
            self._log.warning(what, **facts)

    def tell_of(self, what: str, error: BaseException) -> None:
        """One failure with its trace, or none when the same place failed often of late."""
        places = traceback.extract_tb(error.__traceback__)
        last = f"{places[-1].filename}:{places[-1].lineno}" if places else ""
        if self._lines.take(f"{what} {type(error).__name__} {last}"):
            self._log.error(what, exc_info=error)
