"""Run the benchmarks, print one table, write benchmarks/results.json: `bench.py [name …]`.

Each `benchmarks/NAME.py` is a program of its own. It may print what it likes; its last line is one JSON object:
`{"results": [{"what": "…", "value": 3.2, "unit": "ms", "goal": 5}]}`. `goal` is the most that is wanted
(absent: no goal; with `"higher": true`: the least). A goal missed is shown and does not fail the run: a
figure depends on the machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import chromium
from places import ROOT, say, tool_environment

FOLDER = ROOT / "benchmarks"
RESULTS = FOLDER / "results.json"


def main() -> int:
    """Run them all, or those named; exit code 1 when one broke."""
    wanted = sys.argv[1:]
    programs = [
        file for file in sorted(FOLDER.glob("[!_]*.py")) if not wanted or file.stem in wanted
    ]
    found = {file.stem: _run(file) for file in programs}
    _print_table({name: results for name, results in found.items() if results})
    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "benchmarks": found,
    }
    RESULTS.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    say(f"written: {RESULTS.relative_to(ROOT)}")
    return 1 if any(results is None for results in found.values()) else 0


def _run(program: Path) -> list[dict[str, Any]] | None:
    """Results of one program, None when it broke; its own lines are passed on as they come."""
    say(f"benchmark {program.stem}")
    environment = {**tool_environment(), "CHROMIUM": chromium.path()}
    command = [sys.executable, str(program)]
    last = ""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            last = line.strip() or last
            if not last.startswith("{"):
                print(line, end="", flush=True)
    if process.returncode or not last.startswith("{"):
        print(
            f"!!! benchmark {program.stem} broke (exit code {process.returncode})", file=sys.stderr
        )
        return None
    return json.loads(last)["results"]


def _print_table(found: dict[str, list[dict[str, Any]]]) -> None:
    rows = [
        (name, result | {"what": result["what"].removeprefix(f"{name}: ")})
        for name, results in found.items()
        for result in results
    ]
    width = max((len(result["what"]) for _, result in rows), default=0)
    for name, result in rows:
        value = f"{result['value']:,g} {result.get('unit', '')}".strip()
        print(f"{name:12} {result['what']:{width}} {value:>14}  {_verdict(result)}")


def _verdict(result: dict[str, Any]) -> str:
    goal = result.get("goal")
    if goal is None:
        return ""
    higher = result.get("higher", False)
    met = result["value"] >= goal if higher else result["value"] <= goal
    return f"goal {'≥' if higher else '≤'} {goal:g}: {'met' if met else 'MISSED'}"


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
