"""A real portal process for tests: the production build, its own folder and port, started, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """One portal: `start`, `kill`, `start` again on the same folder and port."""

    def __init__(self, folder: Path, **environment: str) -> None:
        """Prepare a portal that keeps its data in `folder`; `environment` adds or replaces settings."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "portal.log"
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "ENVIRONMENT": "demo",
            "DEMO": "true",
            "SECRET_KEY": "a-key-for-tests-and-nothing-else-0123456789",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, command: str = "demo") -> Portal:
        """Load the demo and serve it, or only serve what the folder holds; returns once it answers ready."""
        folder = self.folder
        folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "damancom_reflex.cli", command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                ready = f"{self.url}/health/ready"
                with urllib.request.urlopen(ready, timeout=2) as answer:  # noqa: S310 - our own http address
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the portal did not start:\n{self.log.read_text()[-4000:]}")

    def command(self, *words: str) -> str:
        """What `damancom` prints when it does something on this portal's data."""
        done = subprocess.run(
            [sys.executable, "-m", "damancom_reflex.cli", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def memory(self) -> int:
        """Bytes that the portal's processes hold; on Linux."""
        assert self.process is not None
        pages = 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                # Behind the name, which may hold anything: state, parent, group, …, pages in memory.
                fields = file.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                pages += int(fields[21])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End every process of the portal at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the portal to stop, and wait for it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=15)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=15)
        self.process = None
