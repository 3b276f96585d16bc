"""The remission engine on the longest ledger there can be: 659 periods, every branch and nature.

Prints a table, then the JSON line that `scripts/bench.py` reads. No clock of the business, no chance: the same ledger
each time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from damancom_reflex.domain.calendar import contribution_due, periods_between
from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, Nature, read_ledger
from damancom_reflex.domain.money import plain
from damancom_reflex.domain.remission import (
    Instalments,
    compare_tiers,
    explain_lines,
    limits,
    months_for_budget,
    policy_for,
    simulate,
)
from damancom_reflex.domain.surcharges import late_surcharge
from damancom_reflex.rules import remission_policies, surcharge_rates

SITUATION = date(2023, 11, 8)
FIRST, LAST = 196901, 202311
RUNS = 200
GOAL_MS = 5.0

CONTRIBUTIONS = (Branch.SS, Branch.AMO, Branch.TFP, Branch.AF)
PENALTIES = (Branch.PEN_BDS, Branch.PEN_TD)


def main() -> None:
    """Measure, print the table and the JSON line."""
    lines = long_debt()
    policy = policy_for(SITUATION, remission_policies())
    rates = surcharge_rates()
    choice = Instalments(down_payment=500_000, months=60)
    warm = ledger_of(lines)
    text = "\n".join(
        ["period,branch,nature,amount"]
        + [f"{each.period},{each.branch},{each.nature},{plain(each.amount)}" for each in lines]
    )
    measures: list[tuple[str, Callable[[], object], float | None]] = [
        (
            "simulate 60 months, fresh ledger",
            lambda: simulate(ledger_of(lines), policy, choice, rates),
            GOAL_MS,
        ),
        ("simulate 60 months, same ledger", lambda: simulate(warm, policy, choice, rates), GOAL_MS),
        ("compare every tier, same ledger", lambda: compare_tiers(warm, policy, 0, rates), None),
        (
            "months for a budget, same ledger",
            lambda: months_for_budget(warm, policy, 10**9, 0),
            None,
        ),
        ("limits, same ledger", lambda: limits(warm, policy), None),
        ("consolidated table, fresh ledger", lambda: ledger_of(lines).table(), None),
        ("explain every line", lambda: explain_lines(warm, policy, choice), None),
        ("read the file", lambda: read_ledger(text), None),
    ]
    print(f"{len(lines)} lines, {len({each.period for each in lines})} periods, {RUNS} runs each")
    print(f"{'':<36}{'p50 ms':>10}{'p95 ms':>10}")
    results: list[dict[str, object]] = []
    for what, work, goal in measures:
        middle, high = measure(work)
        print(f"{what:<36}{middle:>10.3f}{high:>10.3f}")
        results.append({"what": f"engine: {what}, p50", "value": round(middle, 3), "unit": "ms"})
        p95 = {"what": f"engine: {what}, p95", "value": round(high, 3), "unit": "ms"}
        results.append(p95 if goal is None else {**p95, "goal": goal})
    print(json.dumps({"results": results}))


def long_debt() -> tuple[DebtLine, ...]:
    """A debt of every period, branch and nature: about 6,000 lines, surcharges by the dated rates.

    Every contribution has its principal and surcharge each month, one branch in turn a fee;
    penalties come quarterly.
    """
    lines: list[DebtLine] = []
    for number, period in enumerate(periods_between(FIRST, LAST)):
        for branch in CONTRIBUTIONS:
            principal = 50_000 + (period * 7919 + len(branch) * 104_729) % 900_000
            lines.append(DebtLine(period, branch, Nature.PRINCIPAL, principal))
            if contribution_due(period) < SITUATION:
                late = late_surcharge(principal, branch, period, SITUATION, surcharge_rates())
                lines.append(DebtLine(period, branch, Nature.LATE_SURCHARGE, late))
        fee = CONTRIBUTIONS[number % len(CONTRIBUTIONS)]
        lines.append(DebtLine(period, fee, Nature.RECOVERY_FEE, 1000 + number % 977))
        if number % 3 == 0:
            lines += (
                DebtLine(period, branch, Nature.PENALTY, 500_000 - number) for branch in PENALTIES
            )
    return tuple(lines)


def ledger_of(lines: tuple[DebtLine, ...]) -> Ledger:
    """A ledger on which nothing was worked out yet."""
    return Ledger(lines, situation=SITUATION, surcharges_to=SITUATION)


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Middle and 95th percentile of the time of `work`, milliseconds."""
    times: list[float] = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    marks = quantiles(times, n=20)
    return marks[9], marks[18]


if __name__ == "__main__":
    main()
