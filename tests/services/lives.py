"""Lives that hypothesis walks: things happen in whatever order, each life on a database of its own."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import audit
from damancom_reflex.settings import settings as portal
from damancom_reflex.store import engine

_T = TypeVar("_T")


class Life(RuleBasedStateMachine):
    """One life: what happens in it are the rules of its class, what must hold after each its invariants."""

    begun: ClassVar[Path]
    """The database that every life begins with a copy of."""

    file: ClassVar[Path]
    """The copy, where the settings look."""

    def __init__(self) -> None:
        """Begin anew, in a loop of its own."""
        super().__init__()
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copyfile(self.begun, self.file)
        self.loop = asyncio.new_event_loop()

    def teardown(self) -> None:
        """Close what this life opened."""
        self.do(engine.dispose())
        self.loop.close()

    def do(self, doing: Coroutine[Any, Any, _T]) -> _T:
        """Run one thing to its end."""
        return self.loop.run_until_complete(doing)

    def said(self, doing: Coroutine[Any, Any, object]) -> str:
        """`done`, or the code of the refusal."""
        try:
            self.do(doing)
        except DomainError as refused:
            return refused.code
        return "done"

    @invariant()
    def the_trail_is_whole(self) -> None:
        """No event was changed or lost."""
        assert self.do(audit.verify()).ok


@dataclass(frozen=True)
class Lives:
    """Where lives are walked: an empty database that is migrated, and a folder for theirs."""

    empty: Path
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def walk(
        self,
        life: type[Life],
        begin: Callable[[], Coroutine[Any, Any, None]],
        *,
        examples: int,
        steps: int,
    ) -> None:
        """Walk lives of a kind.

        Args:
            life: its rules and invariants.
            begin: fills the database that each of them begins with.
            examples: lives.
            steps: things that happen in a life.
        """
        life.begun, life.file = self.folder / "begun.sqlite3", self.folder / "life.sqlite3"
        shutil.copyfile(self.empty, life.begun)
        self._look_at(life.begun)
        asyncio.run(_left_alone(begin()))
        self._look_at(life.file)
        run_state_machine_as_test(life, settings=_settings(examples, steps))

    def _look_at(self, file: Path) -> None:
        self.monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
        portal.cache_clear()


async def _left_alone(beginning: Coroutine[Any, Any, None]) -> None:
    """Begin, and leave nothing beside the file."""
    await beginning
    await engine.dispose()


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        # A life takes a second: telling which step broke it is enough.
        phases=[phase for phase in Phase if phase is not Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
