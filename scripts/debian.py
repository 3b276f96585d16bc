"""Getting a program from Debian when the machine lacks it and we may install."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from places import stop, warn


def can_install() -> bool:
    """Whether this is root on a Debian-like system."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install Debian packages, showing progress on standard error; False when that failed."""
    warn(f"installing {' '.join(packages)} (Debian packages)")
    _update()
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return _run(command)


def need(program: str, *packages: str, where: tuple[Path, ...] = ()) -> Path:
    """The path of `program`, installed first when it is missing.

    Raises:
        SystemExit: when it is missing and cannot be installed; the message says what to install.
    """
    found = _find(program, where)
    if found is None and can_install() and install(*packages):
        found = _find(program, where)
    if found is None:
        stop(f"{program} is missing. On Debian and Ubuntu: apt-get install {' '.join(packages)}")
    return found


def _find(program: str, where: tuple[Path, ...]) -> Path | None:
    on_path = shutil.which(program)
    if on_path:
        return Path(on_path)
    return next((folder / program for folder in where if (folder / program).exists()), None)


@cache
def _update() -> bool:
    return _run(["apt-get", "update", "-q"])


def _run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Standard output belongs to the caller, who may be printing a path for a shell.
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=2, check=False)
    return done.returncode == 0
