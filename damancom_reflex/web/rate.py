"""A token bucket per client, in memory: enough to keep one from starving the others of its worker, or its log."""

from __future__ import annotations

import time
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
    """Tells the log what was turned away: a line a second, however much it is."""

    def __init__(self, module: str) -> None:
        """Speak for a module."""
        self._log, self._lines = log(module), Bucket(1.0, 20.0)

    def tell(self, what: str) -> None:
        """One line, or none when there were many of late."""
        if self._lines.take(what):
            self._log.warning(what)
