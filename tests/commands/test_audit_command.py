from __future__ import annotations

import asyncio

import pytest
import typer
from sqlalchemy import text

from damancom_reflex.commands.audit import verify
from damancom_reflex.services import audit
from damancom_reflex.store.engine import dispose, writing


def a_trail(statement: str = "SELECT 1") -> None:
    async def write() -> None:
        for n in range(3):
            async with writing() as session:
                await audit.append(session, actor="a", action="b", subject=f"c:{n}")
        async with writing() as session:
            await (await session.connection()).execute(text(statement))
        await dispose()

    asyncio.run(write())


def test_a_whole_trail_prints_its_head(database: str, capsys: pytest.CaptureFixture[str]):
    a_trail()
    verify()
    out = capsys.readouterr().out
    assert out.startswith("audit trail whole: 3 rows, head 3:")
    verify(out.strip().rpartition(" ")[2])


def test_a_changed_trail_names_the_row_on_standard_error(
    database: str, capsys: pytest.CaptureFixture[str]
):
    a_trail("UPDATE audit_event SET actor = 'x' WHERE position = 2")
    with pytest.raises(typer.Exit) as ended:
        verify()
    said = capsys.readouterr()
    assert (ended.value.exit_code, said.out) == (1, "")
    assert said.err.startswith("damancom: audit trail: row 2 was altered; whole up to 1:")


def test_a_trail_put_back_whole_is_found_by_its_noted_head(
    database: str, capsys: pytest.CaptureFixture[str]
):
    a_trail()
    with pytest.raises(typer.Exit):
        verify(f"9:{'0' * 64}")
    assert "row 4 was removed" in capsys.readouterr().err


def test_a_head_that_is_none_is_refused(database: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(typer.Exit) as ended:
        verify("three")
    assert ended.value.exit_code == 2
    assert "POSITION:HASH" in capsys.readouterr().err
