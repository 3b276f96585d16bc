"""Errors of the command line: one line on standard error, exit code 2, nothing printed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click import Context

REFUSED = 2
"""Exit code of bad input."""

CANNOT_WRITE = 1
"""Exit code when the reader of standard output went away."""

LONGEST_QUOTE = 40


class OneLineCommand(TyperCommand):
    """A command whose usage errors are one line too, without the usage text around it."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Context | None = None,
        **extra: object,
    ) -> Context:
        """Read the arguments; a mistake in them ends the program with its one line."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except typer.TyperException as error:
            refuse(error.format_message())


def refuse(message: str) -> NoReturn:
    """End with one line on standard error and exit code 2."""
    typer.echo(f"damancom: {' '.join(message.split())}", err=True)
    raise typer.Exit(REFUSED)


def quote(value: object) -> str:
    """What was found, quoted, cut when long, safe on one line."""
    text = str(value)
    return repr(text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…")


def write(text: str) -> None:
    """Print on standard output; a closed pipe or a full disk ends quietly with exit code 1."""
    try:
        typer.echo(text)
    except OSError:
        # The interpreter flushes once more on its way out: give it somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(CANNOT_WRITE) from None
