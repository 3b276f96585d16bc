"""Files that people hand in, kept beside the database: random names in a closed folder, whole or not there at all.

The folder is `papers_dir` of the settings, far from anything that is served. What a file is called and whose it is, its
row says.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from damancom_reflex.settings import settings

_NAME: Final = re.compile("[0-9a-f]{32}")
_UNFINISHED: Final = ".part"
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def write(content: bytes) -> str:
    """Keep a file: the random name it is found by. Blocks until the disk has it.

    Raises:
        OSError: when it cannot be kept; nothing stays behind then.
    """
    name = secrets.token_hex(16)
    folder = settings().papers_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{name}{_UNFINISHED}"
    try:
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / name)
        _sync(folder)
    except BaseException:
        for left in (part, folder / name):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
    return name


def read(name: str) -> bytes:
    """The content of a file.

    Raises:
        FileNotFoundError: when there is none of that name.
    """
    return _path(name).read_bytes()


def remove(name: str) -> None:
    """Take a file away, if it is still there.

    Raises:
        OSError: when it cannot be taken away.
    """
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    """Where a file lies: a name that is none of ours leads nowhere."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return settings().papers_dir / name


def _sync(folder: Path) -> None:
    """Have the disk keep the new name, not only the content."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
