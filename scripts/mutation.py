"""Mutation score of the money and code rules: `mutation.py [--jobs N]`.

Every function of the domain's money, ledger, remission, job loss and codes is changed in small ways (by
mutmut), and the tests of the domain are run on each change: a change that no test notices
survives. Prints the survivors, a score by module and one JSON line; ends with exit code 1 under
the goal. Works on a copy in `mutants/`, so that only the domain and its own tests are in play;
look at a survivor with `cd mutants && mutmut show NAME`. mutmut leaves decorated functions
(properties) alone: branch coverage and the property tests stand for those.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable

from places import BIN, ROOT, say, stop, tool_environment

GOAL = 85.0
"""Percent of the changes that tests must notice."""

WORK = ROOT / "mutants"
RULES = "damancom_reflex/domain"
MUTATED = [
    f"{RULES}/money.py",
    f"{RULES}/codes.py",
    f"{RULES}/job_loss/*.py",
    f"{RULES}/ledger/*.py",
    f"{RULES}/remission/*.py",
]
COPIED = [RULES, "damancom_reflex/rules", "tests/domain", "tests/data", "tests/paper_files.py"]
NOTICED = {"killed", "timeout", "segfault", "caught by type check"}
IN_PLAY = NOTICED | {"survived", "no tests", "suspicious"}

CONFIGURATION = f"""\
[tool.mutmut]
source_paths = ["damancom_reflex"]
only_mutate = {json.dumps(MUTATED)}
pytest_add_cli_args_test_selection = ["tests/domain"]
use_git_change_detection = false

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:asyncio"]
"""


def main() -> int:
    """Copy, mutate, test, tell; exit code 1 when the score is under the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1, help="mutants tested at once")
    jobs = parser.parse_args().jobs
    _copy()
    say("changing the rules and running their tests on each change (some minutes)")
    environment = {**tool_environment(), "HYPOTHESIS_PROFILE": "mutation"}
    _mutmut(["run", "--max-children", str(jobs)], environment)
    statuses = _results(environment)
    if not statuses:
        stop("mutmut made no mutant: read its output above")
    return _tell(statuses)


def _copy() -> None:
    """A working copy of the rules and their tests alone, with the settings of mutmut."""
    shutil.rmtree(WORK, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for place in COPIED:
        if (ROOT / place).is_dir():
            shutil.copytree(ROOT / place, WORK / place, ignore=ignored)
        else:
            shutil.copy(ROOT / place, WORK / place)
    shutil.copy(ROOT / "damancom_reflex/__init__.py", WORK / "damancom_reflex")
    (WORK / "pyproject.toml").write_text(CONFIGURATION, encoding="utf-8")


def _mutmut(arguments: list[str], environment: dict[str, str]) -> None:
    os.nice(10)
    done = subprocess.run([BIN / "mutmut", *arguments], cwd=WORK, env=environment, check=False)
    if done.returncode:
        stop(f"mutmut {arguments[0]} ended with exit code {done.returncode}")


def _results(environment: dict[str, str]) -> dict[str, str]:
    """Status of each mutant, by its name (`package.module.function__mutmut_N`)."""
    listing = subprocess.run(
        [BIN / "mutmut", "results", "--all", "true"],
        cwd=WORK,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    pairs = (line.strip().split(": ", 1) for line in listing.stdout.splitlines() if ": " in line)
    return {name: status for name, status in pairs if status in IN_PLAY}


def _tell(statuses: dict[str, str]) -> int:
    modules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, status in sorted(statuses.items()):
        if status not in NOTICED:
            print(f"{status:<12} {name}")
        modules[_module(name)]["noticed" if status in NOTICED else "missed"] += 1
    print(f"\n{'module':<34} {'changes':>8} {'noticed':>8} {'score':>8}")
    for module, counts in sorted(modules.items()):
        _row(module, [counts])
    score = _row("all", modules.values())
    print(json.dumps({"mutation_score": score, "goal": GOAL, "mutants": len(statuses)}))
    return 0 if score >= GOAL else 1


def _row(name: str, counts: Iterable[Counter[str]]) -> float:
    """Print one line of the table.

    Returns:
        The score, percent.
    """
    total = sum(counts, Counter[str]())
    score = round(100 * total["noticed"] / total.total(), 1)
    print(f"{name:<34} {total.total():>8} {total['noticed']:>8} {score:>7} %")
    return score


def _module(name: str) -> str:
    """Module of a mutant, from the domain on."""
    return name.rsplit(".", 1)[0].removeprefix("damancom_reflex.domain.")


if __name__ == "__main__":
    raise SystemExit(main())
