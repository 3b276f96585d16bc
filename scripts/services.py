"""Run the tests that need real servers: `services.py [pytest arguments]`.

Starts PostgreSQL and Redis, hands their addresses over as TEST_DATABASE_URL and TEST_REDIS_URL, runs
`pytest -m services`, stops them whatever happens, and ends with pytest's own exit code.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from places import ROOT, say, stop, tool_environment
from servers import ServerError, postgresql, redis


def main() -> int:
    """Run the tests between start and stop of the servers."""
    # `kill` shall stop the servers as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    say("starting PostgreSQL and Redis for the tests")
    try:
        with postgresql() as database_url, redis() as redis_url:
            return _pytest(database_url, redis_url)
    except ServerError as error:
        stop(str(error))


def _pytest(database_url: str, redis_url: str) -> int:
    environment = {
        **tool_environment(),
        "TEST_DATABASE_URL": database_url,
        "TEST_REDIS_URL": redis_url,
        "CHROMIUM": os.environ.get("CHROMIUM", ""),
    }
    command = [sys.executable, "-m", "pytest", "-m", "services", *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
