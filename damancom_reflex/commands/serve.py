"""Serving the portal: one process (or WORKERS) on one port, pages and events together."""

from __future__ import annotations

import os
import resource
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]

LONGEST_MESSAGE: Final = 256 * 1024
"""Bytes of an event; what is typed is far shorter, and cut where it is kept."""

BACKLOG: Final = 4_096
"""Connections that wait to be taken in; Linux keeps no more unless it is told to."""

FILES_BESIDE: Final = 256
"""Files open beside the connections: the database, papers, libraries."""


def serve() -> None:
    """Start the server in this process and stay until it is stopped."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    from damancom_reflex.settings import settings

    found = settings()
    if not (ROOT / ".web" / "build" / "client" / "fr").is_dir():
        sys.exit("The pages are not built yet: run `make build` first.")
    _refuse_busy_port(found.host, found.port)
    _reflex_environment(found.workers, shared=bool(found.redis_url))
    _hold_many(found.connections)
    from reflex.utils.exec import run_backend_prod
    from reflex_base.constants import LogLevel
    from reflex_base.environment import environment

    # Each worker would compile the pages again; they are built.
    environment.REFLEX_SKIP_COMPILE.set(True)
    run_backend_prod(found.host, found.port, LogLevel.WARNING)


def demo() -> None:
    """Load the demo, print where it is and who one can be, then serve."""
    _demo_environment()
    from damancom_reflex.commands.demo_data import load
    from damancom_reflex.commands.migrate import migrate
    from damancom_reflex.demo import personas
    from damancom_reflex.settings import settings

    migrate()
    load()
    print(f"\nDamancom : {settings().public_url}\n")
    for persona in personas():
        print(f"  {persona.identifier:24} {persona.password:32} {persona.name}")
    print(flush=True)
    serve()


def _refuse_busy_port(host: str, port: int) -> None:
    """Workers share their port, so a second portal would start without a word and take half the visitors."""
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            sys.exit(
                f"Something already answers on {host}:{port}: stop it, or set PORT to another."
            )


def _hold_many(connections: int) -> None:
    """Let each worker hold that many connections, a socket for every page that is open among them.

    Granian holds 1,024 of all workers together, and takes nobody in beyond that; Reflex has no setting for it.
    """
    from granian import server

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + FILES_BESIDE
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    server.Server = partial(server.Server, backlog=BACKLOG, backpressure=connections)


def _demo_environment() -> None:
    os.environ.setdefault("ENVIRONMENT", "demo")
    os.environ.setdefault("DEMO", "true")
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("PUBLIC_URL", f"http://localhost:{port}")


def _reflex_environment(workers: int, *, shared: bool) -> None:
    wanted = {
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_USE_GRANIAN": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(LONGEST_MESSAGE),
        "GRANIAN_WORKERS": str(workers),
        "GRANIAN_LOG_LEVEL": "warning",
    }
    if shared:
        wanted |= {"REFLEX_OPLOCK_ENABLED": "true", "REFLEX_OPLOCK_HOLD_TIME": "2s"}
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
