"""A process that does things to a database and is killed outright at a statement of them.

    python -m tests.services.killing

Each line it reads is JSON: `url`, `work`, that is a `module:function` with the words it is given, and `at`, the
statement or commit it dies before (0: never). It forks for each, so that the imports are paid once, and answers with a
line: how many of these it got to, and its exit code, or the signal that ended it.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from damancom_reflex import logs
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import dispose


def doing(what: str) -> Callable[..., Coroutine[Any, Any, object]]:
    """The function that a work names."""
    module, _, name = what.partition(":")
    return getattr(import_module(module), name)


def one(url: str, work: list[str], at: int) -> None:
    """Do it, or die on the way; the count of statements goes to a file in memory as it rises."""
    count = itertools.count(1)

    def next_statement(*_: object) -> None:
        number = next(count)
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)
        os.pwrite(COUNTED, f"{number:08d}".encode(), 0)

    os.environ["DATABASE_URL"] = url
    settings.cache_clear()
    event.listen(Engine, "before_cursor_execute", next_statement)
    # All was said, and nothing of it holds: the worst moment to go.
    event.listen(Engine, "commit", next_statement)
    what, *given = work

    async def done() -> None:
        await doing(what)(*given)
        await dispose()

    asyncio.run(done())


def main() -> None:
    """Answer each line until there are no more."""
    for line in sys.stdin:
        os.pwrite(COUNTED, b"00000000", 0)
        asked = json.loads(line)
        doing(asked["work"][0])
        child = os.fork()
        if child == 0:
            one(**asked)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        statements = int(os.pread(COUNTED, 8, 0))
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        answer = {"statements": statements, "code": ended}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    logs.set_up(level="CRITICAL", as_json=False)
    COUNTED = os.memfd_create("counted")
    main()
