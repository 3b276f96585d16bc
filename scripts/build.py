"""Build the frontend for production into `.web/build/client`.

Nothing is done when nothing changed since the last build; `--force` builds anyway.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places import BIN, CACHE, PACKAGE, ROOT, fingerprint, reflex_environment, say, stop

BUILT = ROOT / ".web" / "build" / "client"
STAMP = ROOT / ".web" / "build.stamp"
SOURCES = {".py", ".js", ".css", ".po", ".toml", ".csv"}


def main() -> None:
    """Build when needed."""
    with _alone():
        if "--force" not in sys.argv[1:] and _is_current():
            return
        started = time.monotonic()
        say("building the frontend (a minute the first time)")
        STAMP.unlink(missing_ok=True)
        _export()
        STAMP.write_text(_state())
        say(f"frontend built in {time.monotonic() - started:.0f} s")


def _is_current() -> bool:
    return STAMP.exists() and (BUILT / "assets").is_dir() and STAMP.read_text() == _state()


def _state() -> str:
    """Hash of everything a build depends on."""
    code = [file for file in PACKAGE.rglob("*") if file.suffix in SOURCES]
    assets = [
        file
        for file in (ROOT / "assets").rglob("*")
        # Reflex links components' own files here during a build.
        if file.is_file() and "external" not in file.relative_to(ROOT / "assets").parts
    ]
    lock = list((ROOT / "reflex.lock").glob("*.json"))
    settings = [ROOT / "rxconfig.py", ROOT / "requirements" / "runtime.txt"]
    return fingerprint([*code, *assets, *lock, *settings])


def _export() -> None:
    command = [str(BIN / "reflex"), "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(command, cwd=ROOT, env=reflex_environment(), check=False)
    _settle_lock()
    if done.returncode or not (BUILT / "assets").is_dir():
        stop(
            "the frontend did not build: see the message above. If npm could not reach its registry,"
            " check the network or NPM_CONFIG_REGISTRY; if the build tree is broken, `make clean`."
        )


def _settle_lock() -> None:
    """Write the lock's package.json in one order: Reflex and npm each have their own, and git would see a change."""
    file = ROOT / "reflex.lock" / "package.json"
    if file.exists():
        file.write_text(json.dumps(json.loads(file.read_text()), indent=2, sort_keys=True) + "\n")


@contextmanager
def _alone() -> Iterator[None]:
    """Let one build run at a time; a second one waits and finds it done."""
    lock: Path = CACHE / "build.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    main()
