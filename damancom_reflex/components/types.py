"""Types of what components take: a plain value at build, or a state's var, which the type checker sees as its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import reflex as rx
from reflex.vars.sequence import ArrayVar

Text = rx.Var[str] | str
Flag = rx.Var[bool] | bool
Number = rx.Var[int] | int
Numbers = rx.Var[list[int]] | list[int]


def some(items: Sequence[object]) -> rx.Var[bool]:
    """Whether a state's list holds anything."""
    return cast("ArrayVar[list[object]]", items).length() > 0


def one(items: Sequence[object]) -> rx.Var[bool]:
    """Whether a state's list holds one thing."""
    return cast("ArrayVar[list[object]]", items).length() == 1
