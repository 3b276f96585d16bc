"""The life of anything that has one: it moves where its table allows, and says why where it does not."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from itertools import product
from typing import TypeVar

import pytest

from damancom_reflex.domain.requests import TransitionError

Status = TypeVar("Status", bound=StrEnum)


def every_move(statuses: type[Status]) -> pytest.MarkDecorator:
    """The test once for each `before` and `after` there can be."""
    return pytest.mark.parametrize(("before", "after"), list(product(statuses, repeat=2)))


def goes_only_where_allowed(
    move: Callable[[Status, Status], Status],
    allowed: set[tuple[str, str]],
    before: Status,
    after: Status,
) -> None:
    """A move of the table is made; any other is refused, with both statuses named."""
    if (before, after) in allowed:
        assert move(before, after) is after
        return
    with pytest.raises(TransitionError) as refused:
        move(before, after)
    assert refused.value.code == "impossible_transition"
    assert refused.value.params == {"before": before.value, "after": after.value}
