"""Print the path of a Chromium for the browser tests, getting one first when the machine has none.

In turn: CHROMIUM, a browser on PATH, Debian's package when root, Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import debian
from places import stop, tool_environment, warn

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str:
    """Path of a Chromium, or the end with what to do."""
    return os.environ.get("CHROMIUM") or _on_path() or _from_debian() or _from_playwright()


def _on_path() -> str:
    return next((found for name in NAMES if (found := shutil.which(name))), "")


def _from_debian() -> str:
    # Ubuntu's `chromium-browser` is a stub that wants snap: only a browser that starts will do.
    if not debian.can_install() or not debian.install("chromium", "fonts-dejavu-core"):
        return ""
    return _on_path()


def _from_playwright() -> str:
    warn("no Chromium on PATH: downloading Playwright's own")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, env=tool_environment(), stdout=2, check=False)
    path = _playwright_path() if done.returncode == 0 else ""
    return path or stop(
        "no Chromium. Debian: apt-get install chromium; or name one: CHROMIUM=/path make test"
    )


def _playwright_path() -> str:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (needed in this last case alone)

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


if __name__ == "__main__":
    print(path())
