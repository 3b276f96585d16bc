"""A bounded memory of things that never change: the oldest used go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Lru(Generic[Value]):
    """Values by key, kept while their weights together stay within `most`."""

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._weight = 0

    async def get(self, key: Hashable, load: Callable[[], Awaitable[Value]]) -> Value:
        """The value of `key`, loaded when it is not held."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = await load()
        if key not in self._kept:
            self._kept[key] = value
            self._weight += self._weigh(value)
        while self._weight > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._weight -= self._weigh(dropped)
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._weight = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept
