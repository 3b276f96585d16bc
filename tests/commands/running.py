"""Running a command, and what a test asks the database besides."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from typer.testing import CliRunner

from damancom_reflex.cli import app
from damancom_reflex.store.engine import dispose

_T = TypeVar("_T")


def run(doing: Coroutine[Any, Any, _T]) -> _T:
    """Run it in a loop of its own, as a command does."""

    async def closed_after() -> _T:
        try:
            return await doing
        finally:
            await dispose()

    return asyncio.run(closed_after())


def answered(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `damancom …`."""
    found = CliRunner().invoke(app, arguments)
    return found.exit_code, found.stdout, found.stderr
