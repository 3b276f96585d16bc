"""`damancom debits`: the bank debits of a day as files, counted and signed off."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from damancom_reflex.commands.one_line import quote, refuse, write
from damancom_reflex.commands.recouvrement import a_day, decided
from damancom_reflex.domain.money import parse_amount, plain
from damancom_reflex.services.recouvrement import debit_file
from damancom_reflex.services.recouvrement.debit_file import BatchView
from damancom_reflex.services.recouvrement.debit_sheet import FileKind
from damancom_reflex.store.engine import dispose

ACTOR: Final = "system:debits"
"""Who produces, in the audit trail, when nobody is named by --by."""

_SAID: Final = {
    "staff_unknown": "--by names no staff account",
    "debit_file_early": "debits of that day may still be added until {first}",
    "no_debits": "no debit is to be taken on {reference}",
    "debit_file_unknown": "no file was produced for {reference}",
    "debit_file_signed_off": "{by} has signed it off",
    "sign_off_same_person": "who produced the files does not sign them off",
    "count_differs": "that is not what the files hold: count them again",
    "empty_amount": "--total is an amount in dirhams",
    "malformed_amount": "--total is an amount in dirhams",
}


def produce(day: str, csv: str, xml: str, by: str) -> None:
    """Produce the files of a day, or write those of before once more; exit code 2 and one line when it cannot be."""
    wanted = a_day(day)

    async def made(officer: str) -> tuple[BatchView, dict[str, bytes]]:
        batch = await debit_file.produce(wanted, officer)
        kinds: tuple[tuple[FileKind, str], ...] = (("CSV", csv), ("XML", xml))
        return batch, {path: await debit_file.content(wanted, kind) for kind, path in kinds if path}

    batch, files = decided(day, by, made, _SAID, ACTOR)
    for path, content in files.items():
        _save(path, content)
    write(_line(batch))


def sign_off(day: str, count: int, total: str, by: str) -> None:
    """Sign the files of a day off for what was counted; exit code 2 and one line when it cannot be."""
    wanted = a_day(day)

    async def signed(officer: str) -> BatchView:
        return await debit_file.sign_off(wanted, officer, debits=count, total=parse_amount(total))

    write(_line(decided(day, by, signed, _SAID, ACTOR)))


def list_batches() -> None:
    """Say which days have files, a line each, latest first."""

    async def found() -> list[BatchView]:
        try:
            return await debit_file.batches()
        finally:
            await dispose()

    for batch in asyncio.run(found()):
        write(_line(batch))


def _line(batch: BatchView) -> str:
    counted = f"signed off by {batch.signed_off_by}" if batch.signed_off_by else "not signed off"
    return (
        f"{batch.number}: {batch.day}, {batch.debits} debits, {plain(batch.total)} MAD, {counted}, "
        f"SHA-256 CSV {batch.sha256['CSV']}, XML {batch.sha256['XML']}"
    )


def _save(path: str, content: bytes) -> None:
    try:
        # Whoever else is on the machine has no business with account numbers.
        Path(path).touch(mode=0o600)
        Path(path).write_bytes(content)
    except OSError as error:
        refuse(f"{quote(path)} cannot be written: {error.strerror}")
