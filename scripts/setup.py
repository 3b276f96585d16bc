"""Make or refresh the virtual environment: `setup.py` for running the portal, `setup.py --dev` for tests and checks.

Started by whatever `python3` the machine has, so it uses the standard library alone and syntax every Python 3.8 reads.
Running it again when nothing changed takes a moment: stamps hold the hash of the locks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from places import BIN, CACHE, ROOT, VENV, fingerprint, say, stop

SUPPORTED = ((3, 11), (3, 12), (3, 13))
LOCKS = {"runtime": "requirements/runtime.txt", "dev": "requirements/dev.txt"}
UV_LOCK = "requirements/uv.txt"
TOOLS = CACHE / "tools"
UV = TOOLS / "bin" / "uv"


def main() -> None:
    """Bring the environment to what the locks say."""
    kind = "dev" if "--dev" in sys.argv[1:] else "runtime"
    if _is_current(kind):
        return
    started = time.monotonic()
    if not _usable(BIN / "python"):
        _make_environment(_find_python())
    _install_uv()
    _install_locked(kind)
    _install_project()
    _stamp(kind).write_text(_state(kind))
    say(f"environment ready in {time.monotonic() - started:.0f} s (.venv)")


def _state(kind: str) -> str:
    files = [ROOT / LOCKS[kind], ROOT / UV_LOCK, ROOT / "pyproject.toml"]
    return fingerprint(files, kind, str(ROOT))


def _stamp(kind: str) -> Path:
    return VENV / (".setup-" + kind)


def _is_current(kind: str) -> bool:
    """Whether the environment holds what `kind` needs; the one for tests holds everything."""
    for holder in {kind, "dev"}:
        stamp = _stamp(holder)
        if stamp.exists() and (BIN / "damancom").exists() and stamp.read_text() == _state(holder):
            return True
    return False


def _version(python: str) -> tuple[int, ...]:
    """Version of an interpreter, (0, 0) when it does not run."""
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return tuple(int(part) for part in done.stdout.split())


def _usable(python: Path) -> bool:
    return python.exists() and _version(str(python)) in SUPPORTED


def _find_python() -> str:
    """The running interpreter when it is supported, else the newest supported one on PATH."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found and _version(found) == (major, minor):
            return found
    return stop(
        f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version_info[0]}.{sys.version_info[1]}."
        " Install one, or name it: make setup PYTHON=/path/to/python3.12"
    )


def _make_environment(python: str) -> None:
    say(f"making the virtual environment .venv with {python}")
    shutil.rmtree(str(VENV), ignore_errors=True)
    if subprocess.run([python, "-m", "venv", str(VENV)], check=False).returncode == 0:
        return
    # Debian keeps `ensurepip` in a package of its own.
    major, minor = _version(python)
    package = f"python{major}.{minor}-venv"
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing {package}")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", package], check=False)
        if (
            subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=False).returncode
            == 0
        ):
            return
    shutil.rmtree(str(VENV), ignore_errors=True)
    stop(
        f"{python} cannot make virtual environments. On Debian and Ubuntu: apt-get install {package}"
    )


def _install_uv() -> None:
    """Put the locked uv beside the environment, which it manages and therefore is no part of."""
    stamp = TOOLS / ".stamp"
    state = fingerprint([ROOT / UV_LOCK])
    if UV.exists() and stamp.exists() and stamp.read_text() == state:
        return
    say("installing uv")
    shutil.rmtree(str(TOOLS), ignore_errors=True)
    if not _pip(["install", "--quiet", "--require-hashes", "--target", str(TOOLS), "-r", UV_LOCK]):
        stop(
            "uv could not be installed: see pip's message above (network, proxy or index settings)."
        )
    stamp.write_text(state)


def _install_locked(kind: str) -> None:
    """Install exactly what the lock names, every file checked against its hash."""
    for old in LOCKS:
        if _stamp(old).exists():
            _stamp(old).unlink()
    say(f"installing locked packages ({LOCKS[kind]})")
    if _uv(["sync", "--require-hashes", LOCKS[kind]]):
        return
    # uv does not read pip's configuration; on a machine with a mirror of its own only pip knows the way.
    say("uv did not get through; trying again with pip and its configuration")
    if not _pip(["install", "--require-hashes", "-r", LOCKS[kind]]):
        stop(
            "packages could not be installed: see the message above (network, proxy or index settings)."
        )


def _install_project() -> None:
    """Install the portal itself in place, with its `damancom` command."""
    if not _uv(["install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."]):
        stop("the project itself could not be installed: see the message above.")


def _uv(arguments: list[str]) -> bool:
    command = [str(UV), "--no-config", "pip", *arguments, "--python", str(BIN / "python")]
    return subprocess.run(command, cwd=str(ROOT), check=False).returncode == 0


def _pip(arguments: list[str]) -> bool:
    python = str(BIN / "python")
    if subprocess.run(
        [python, "-m", "pip", "--version"], capture_output=True, check=False
    ).returncode:
        subprocess.run([python, "-m", "ensurepip"], stdout=subprocess.DEVNULL, check=False)
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, cwd=str(ROOT), check=False).returncode == 0


if __name__ == "__main__":
    main()
