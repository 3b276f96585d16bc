"""Run the tests as `make test` does: the quick ones side by side, then those that drive a browser, one at a time.

Two browsers at once on two cores make each other's timings, and some waits, unreliable. Arguments go to pytest.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import chromium
import debian
from places import ROOT, say, tool_environment

NOTHING_SELECTED = 5
QUICK = ("-m", "not browser and not services", "-n", "2")
BROWSER = ("-m", "browser and not services")


def main() -> int:
    """Run both parts; exit code of the first that failed."""
    environment = {**tool_environment(), "CHROMIUM": chromium.path()}
    debian.need("pdftotext", "poppler-utils")
    arguments = sys.argv[1:]
    say("tests without a browser")
    quick = _pytest(QUICK, arguments, environment)
    say("tests in Chromium")
    browser = _pytest(BROWSER, arguments, environment)
    if quick == browser == NOTHING_SELECTED:
        return NOTHING_SELECTED
    return next((code for code in (quick, browser) if code not in (0, NOTHING_SELECTED)), 0)


def _pytest(selection: Sequence[str], arguments: Sequence[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *selection, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
