"""Many hands at the same moment: processes that start together, and a count of what they compare."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from types import ModuleType

import pytest

MANY = 50


async def in_processes(script: str, *commands: tuple[str, ...]) -> Counter[str]:
    """Outcomes of processes that start at the same moment, each running the script with words of its own.

    The script prints `ready`, waits for a line, and prints how many of each outcome it had, as JSON.
    """
    pipe = subprocess.PIPE
    others = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, *command, stdin=pipe, stdout=pipe
        )
        for command in commands
    ]
    for other in others:
        assert other.stdout
        assert await other.stdout.readline() == b"ready\n"
    answers = await asyncio.gather(*(other.communicate(b"go\n") for other in others))
    return sum((Counter(json.loads(out)) for out, _ in answers), Counter())


def comparisons(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> list[str]:
    """The codes that a module compares from now on, as typed."""
    compared: list[str] = []
    compare = module.same_code

    def counted(expected: str, typed: str) -> bool:
        compared.append(typed)
        return compare(expected, typed)

    monkeypatch.setattr(module, "same_code", counted)
    return compared
