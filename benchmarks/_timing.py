"""Timing of services on a SQLite file of their own, and how the figures are told."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from damancom_reflex import logs
from damancom_reflex.store import migrate

Measure = tuple[str, list[float], float]
"""What was timed, the milliseconds of each run, and the most that is wanted."""


def on_a_fresh_database(measure: Callable[[], Coroutine[Any, Any, list[Measure]]]) -> None:
    """Measure on a new file, print the table and the JSON line that `scripts/bench.py` reads."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "DEMO": "true"}
        logs.set_up(level="ERROR", as_json=False)
        migrate.upgrade()
        settle()
        found = asyncio.run(measure())
    results: list[dict[str, object]] = []
    print(f"{'':<40}{'runs':>6}{'p50 ms':>10}{'p95 ms':>10}{'goal ms':>10}")
    for what, taken, goal in found:
        middle, high = _marks(taken)
        print(f"{what:<40}{len(taken):>6}{middle:>10.2f}{high:>10.2f}{goal:>10}")
        results.append({"what": f"{what}, p50", "value": round(middle, 2), "unit": "ms"})
        results.append(
            {"what": f"{what}, p95", "value": round(high, 2), "unit": "ms", "goal": goal}
        )
    print(json.dumps({"results": results}))


def settle() -> None:
    """Keep the collector from what stays for good, as the server does when it starts: see `application`."""
    gc.collect()
    gc.freeze()


async def times(runs: int, doing: Callable[[int], Awaitable[object]]) -> list[float]:
    """Milliseconds of each run."""
    taken: list[float] = []
    for run in range(runs):
        start = perf_counter()
        await doing(run)
        taken.append((perf_counter() - start) * 1000)
    return taken


def _marks(taken: list[float]) -> tuple[float, float]:
    """Middle and 95th percentile; the one figure there is, twice."""
    if len(taken) == 1:
        return taken[0], taken[0]
    cut = quantiles(taken, n=20)
    return cut[9], cut[18]
