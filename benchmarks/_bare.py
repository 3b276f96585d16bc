"""A bare page of Reflex, built and served beside the portal: what is measured on it is the machine and the framework.

A machine drifts, two cores more than one: what the portal takes is told beside what such a page takes in the same
minute.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places import BIN, reflex_environment
from tests.portal import free_port

SOURCE = Path(__file__).resolve().parent / "bare"
PATIENCE_SECONDS = 180.0
# Settings of the portal that Reflex would read as its own.
OURS = frozenset({"PYTHONPATH", "REDIS_URL", "DATABASE_URL"})


@contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """Address of the page, which is built in `folder`.

    Raises:
        RuntimeError: when it does not answer; its log is told.
    """
    there = folder / SOURCE.name
    shutil.copytree(SOURCE, there, ignore=shutil.ignore_patterns("__pycache__", ".web"))
    port = str(free_port())
    command = [
        *(str(BIN / "reflex"), "run", "--env", "prod", "--single-port"),
        *("--frontend-port", port, "--backend-port", port),
    ]
    environment = {name: value for name, value in reflex_environment().items() if name not in OURS}
    log = folder / "bare.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            command, cwd=there, env=environment, stdout=told, stderr=told, start_new_session=True
        )
    try:
        address = f"http://localhost:{port}"
        _wait(address, process, log)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own http address
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the bare page did not start:\n{log.read_text()[-4000:]}")
