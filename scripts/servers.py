"""Real PostgreSQL and Redis processes for tests: started on a free loopback port, empty, and always stopped.

    with postgresql() as database_url, redis() as redis_url: ...

As root the servers run as an unprivileged user, since PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import debian

START_SECONDS = 30
STOP_SECONDS = 15
LOOPBACK = "127.0.0.1"
NAME = "damancom"
UNPRIVILEGED = ("postgres", "redis", "nobody")
# A test database may be lost at a power cut; everything else is as in production.
POSTGRESQL_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


class ServerError(RuntimeError):
    """A server did not start; the message ends with its log."""


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL server with one empty database; yields `postgresql://…` of its owner.

    Raises:
        ServerError: when it does not start.
    """
    commands = _postgresql_commands()
    with _folder() as folder:
        password, port = secrets.token_hex(16), free_port()
        _make_cluster(commands, folder, password)
        options = {
            **POSTGRESQL_SETTINGS,
            "listen_addresses": LOOPBACK,
            "unix_socket_directories": str(folder),
        }
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        server = [
            str(commands / "postgres"),
            "-D",
            str(folder / "data"),
            "-p",
            str(port),
            *settings,
        ]
        answers = [str(commands / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(port)]
        with _running(server, folder, lambda: _succeeds(answers), stop_signal=signal.SIGINT):
            _make_database(commands, port, password)
            yield f"postgresql://{NAME}:{password}@{LOOPBACK}:{port}/{NAME}"


@contextmanager
def redis() -> Iterator[str]:
    """A Redis server that keeps nothing on disk; yields `redis://…`.

    Raises:
        ServerError: when it does not start.
    """
    program = debian.need("redis-server", "redis-server")
    with _folder() as folder:
        port = free_port()
        options = {"port": port, "bind": LOOPBACK, "save": "", "appendonly": "no", "dir": folder}
        server = [
            str(program),
            *(word for name, value in options.items() for word in (f"--{name}", str(value))),
        ]
        with _running(server, folder, lambda: _says_pong(port), stop_signal=signal.SIGTERM):
            yield f"redis://{LOOPBACK}:{port}/0"


def _postgresql_commands() -> Path:
    """Folder of `initdb` and `postgres`, which Debian keeps off PATH; the newest version."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name),
        reverse=True,
    )
    initdb = shutil.which("initdb") or next(
        (str(f / "initdb") for f in folders if (f / "initdb").exists()), ""
    )
    if initdb:
        return Path(initdb).resolve().parent
    if debian.can_install() and debian.install("postgresql"):
        return _postgresql_commands()
    debian.need("initdb", "postgresql")
    raise ServerError("initdb not found")


def _make_cluster(commands: Path, folder: Path, password: str) -> None:
    key = folder / "password"
    key.write_text(password)
    _own(key)
    command = [
        str(commands / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        NAME,
        "--pwfile",
        str(key),
    ]
    options = ["-A", "scram-sha-256", "--no-locale", "-E", "UTF8", "--no-sync"]
    done = subprocess.run(
        [*command, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **_as_unprivileged(),
    )
    if done.returncode:
        raise ServerError(f"initdb failed:\n{done.stdout}{done.stderr}")


def _make_database(commands: Path, port: int, password: str) -> None:
    command = [str(commands / "createdb"), "-h", LOOPBACK, "-p", str(port), "-U", NAME, NAME]
    subprocess.run(command, env={**os.environ, "PGPASSWORD": password}, check=True)


@contextmanager
def _running(
    command: list[str], folder: Path, ready: Callable[[], bool], *, stop_signal: signal.Signals
) -> Iterator[None]:
    """Run a server until the block ends, however it ends."""
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            # A Ctrl-C is for the tests; the server is stopped below, after them.
            start_new_session=True,
            **_as_unprivileged(),
        )
    try:
        _wait_for(process, ready, log)
        yield
    finally:
        _stop(process, stop_signal)


def _wait_for(process: subprocess.Popen[str], ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerError(f"the server did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[str], stop_signal: signal.Signals) -> None:
    process.send_signal(stop_signal)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _folder() -> Iterator[Path]:
    """An empty folder that the servers' user owns, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="damancom-"))
    _own(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _as_unprivileged() -> dict[str, Any]:
    """Arguments that make a child of root run as somebody else."""
    if os.geteuid() != 0:
        return {}
    user = _unprivileged()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _own(path: Path) -> None:
    if os.geteuid() == 0:
        user = _unprivileged()
        os.chown(path, user.pw_uid, user.pw_gid)


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, check=False).returncode == 0


def _says_pong(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
