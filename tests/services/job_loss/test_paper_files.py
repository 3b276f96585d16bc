"""Files of papers on the disk, and faults of disk and database: a file and its row come and go together."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services import audit
from damancom_reflex.services.job_loss import papers
from damancom_reflex.settings import settings
from damancom_reflex.store import files
from tests.paper_files import a_pdf
from tests.services.job_loss.paper_claims import a_claimed, add, on_disk, paper_rows
from tests.services.people import outcome

pytestmark = pytest.mark.usefixtures("database")


async def test_a_file_lies_alone_in_a_closed_folder_under_a_name_that_says_nothing():
    claimed = await a_claimed()
    await add(claimed, name="../../x")
    (file,) = on_disk()
    assert file.parent == settings().papers_dir == settings().data_dir / "papers"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(file.name) == 32
    assert not set(file.name) - set("0123456789abcdef")
    (row,) = await paper_rows()
    assert (row.stored, row.name) == (file.name, "x.pdf")


async def test_a_file_without_its_row_does_not_stay(monkeypatch: pytest.MonkeyPatch):
    claimed = await a_claimed()

    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(audit, "append", fails)
    with pytest.raises(RuntimeError):
        await add(claimed)
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_file_that_a_row_names_stays_though_the_answer_was_lost(
    monkeypatch: pytest.MonkeyPatch,
):
    claimed = await a_claimed()
    really_add = papers._add

    async def lost(*given: Any) -> None:
        await really_add(*given)
        raise ConnectionError("the line to the database is cut")

    monkeypatch.setattr(papers, "_add", lost)
    with pytest.raises(ConnectionError):
        await add(claimed)
    (row,) = await paper_rows()
    assert (await papers.paper(claimed.actor, claimed.reference, row.id)).content == a_pdf()


async def test_a_paper_is_gone_though_its_file_cannot_be_removed(monkeypatch: pytest.MonkeyPatch):
    claimed = await a_claimed()
    added = await add(claimed)

    def refused(_: str) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(files, "remove", refused)
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    assert await paper_rows() == []
    asked = papers.paper(claimed.actor, claimed.reference, added.id)
    assert await outcome(asked) == "paper_unknown"


async def test_a_disk_that_is_full_leaves_neither_file_nor_row(monkeypatch: pytest.MonkeyPatch):
    claimed = await a_claimed()
    for name in ("fsync", "rename"):
        with monkeypatch.context() as patched:
            _failing(patched, name)
            with pytest.raises(OSError, match="no space"):
                await add(claimed)
        assert (await paper_rows(), on_disk()) == ([], [])


def _failing(patched: pytest.MonkeyPatch, name: str) -> None:
    def fails(*_: object, **__: object) -> Any:  # noqa: ANN401 - stands for any function
        raise OSError("no space left on device")

    if name == "fsync":
        patched.setattr(os, "fsync", fails)
    else:
        patched.setattr("pathlib.Path.rename", fails)


async def test_a_file_is_there_before_its_row_and_goes_after_it(monkeypatch: pytest.MonkeyPatch):
    claimed = await a_claimed()
    seen: list[tuple[str, int]] = []
    flush = AsyncSession.flush

    async def watched(session: AsyncSession, *given: Any) -> None:
        seen.append(("row", len(on_disk())))
        await flush(session, *given)

    monkeypatch.setattr(AsyncSession, "flush", watched)
    added = await add(claimed)
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    assert set(seen) == {("row", 1)}
    assert on_disk() == []


async def test_a_lost_file_is_told_as_unknown(caplog: pytest.LogCaptureFixture):
    claimed = await a_claimed()
    added = await add(claimed)
    on_disk()[0].unlink()
    asked = papers.paper(claimed.actor, claimed.reference, added.id)
    assert await outcome(asked) == "paper_unknown"
    # Its row can still be taken away.
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    assert await paper_rows() == []


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/passwd", "A" * 32, "0" * 31, "0" * 33])
def test_only_a_name_of_ours_leads_to_a_file(name: str):
    for doing in (files.read, files.remove):
        with pytest.raises(FileNotFoundError):
            doing(name)


async def test_the_folder_may_be_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PAPERS_DIR", str(tmp_path / "coffre" / "ipe"))
    settings.cache_clear()
    await add(await a_claimed())
    assert [file.parent for file in on_disk()] == [tmp_path / "coffre" / "ipe"]
    monkeypatch.setenv("PAPERS_DIR", "")
    settings.cache_clear()
    assert settings().papers_dir == settings().data_dir / "papers"
