"""Papers of a claim: added, given back and taken away by who may, while nothing is decided."""

from __future__ import annotations

import asyncio
import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.job_loss import LIVE, ClaimStatus
from damancom_reflex.domain.job_loss.papers import MOST_PAPERS, PaperKind
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss import papers
from damancom_reflex.settings import settings
from damancom_reflex.store import files
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.documents.reading import text as text_of
from tests.factories import actor, an_account, rows
from tests.paper_files import HTML, a_bomb, a_jpeg, a_pdf, a_png, of_size
from tests.services.job_loss.claimants import a_claim, a_desk
from tests.services.job_loss.paper_claims import Claimed, a_claimed, on_disk, paper_rows
from tests.services.people import outcome, refusal

pytestmark = pytest.mark.usefixtures("database")

NOBODYS = "IP-2023-0000-0000"


async def add(
    claimed: Claimed, content: bytes = b"", name: str = "contrat.pdf"
) -> papers.PaperView:
    """A contract of the employer's."""
    return await papers.add_paper(
        claimed.actor, claimed.reference, "CONTRACT", name, content or a_pdf()
    )


@ON_BOTH_DATABASES
async def test_a_paper_is_given_back_as_it_was_handed_in():
    claimed = await a_claimed()
    added = await add(claimed)
    assert (added.kind, added.name, added.size) == ("CONTRACT", "contrat.pdf", len(a_pdf()))
    found = await papers.paper(claimed.actor, claimed.reference, added.id)
    assert (found.content, found.media_type, found.name) == (
        a_pdf(),
        "application/pdf",
        "contrat.pdf",
    )
    assert (await job_loss.claim(claimed.actor, claimed.reference)).papers == (added,)


async def test_every_kind_is_taken_and_no_other():
    claimed = await a_claimed()
    for number, kind in enumerate(PaperKind, 10):
        await papers.add_paper(claimed.actor, claimed.reference, kind, "a.png", a_png(number))
    for kind in ("", "form", "PASSPORT", "FORM "):
        adding = papers.add_paper(claimed.actor, claimed.reference, kind, "a.pdf", a_pdf())
        assert await outcome(adding) == "paper_kind_unknown"
    assert {row.kind for row in await paper_rows()} == {
        "FORM",
        "IDENTITY",
        "REPORT",
        "CONTRACT",
        "OTHER",
    }


async def test_a_reference_is_taken_however_it_is_typed():
    claimed = await a_claimed()
    typed = f" {claimed.reference.lower().replace('-', ' ')} "
    added = await papers.add_paper(claimed.actor, typed, "FORM", "a.pdf", a_pdf())
    assert (await papers.paper(claimed.actor, typed, added.id)).content == a_pdf()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper_empty"),
        (HTML, "paper_type_unknown"),
        (b"%PDF-1.7\n" + HTML, "paper_damaged"),
        (a_jpeg()[:-40], "paper_damaged"),
        (a_bomb(), "paper_too_detailed"),
        (of_size(6 * 1024 * 1024), "paper_too_large"),
    ],
    ids=["empty", "html", "html in pdf", "half", "bomb", "6 MB"],
)
async def test_what_is_no_paper_leaves_nothing_behind(content: bytes, code: str):
    claimed = await a_claimed()
    adding = papers.add_paper(claimed.actor, claimed.reference, "OTHER", "a.pdf", content)
    assert await outcome(adding) == code
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_picture_called_pdf_is_kept_as_the_picture_it_is():
    claimed = await a_claimed()
    added = await add(claimed, a_png(), "../../etc/scan.pdf")
    assert added.name == "scan.png"
    assert (await papers.paper(claimed.actor, claimed.reference, added.id)).media_type == (
        "image/png"
    )


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


async def test_the_same_content_twice_is_one_paper():
    claimed = await a_claimed()
    first = await add(claimed)
    again = await papers.add_paper(
        claimed.actor, claimed.reference, "OTHER", "autre-nom.pdf", a_pdf()
    )
    assert again == first
    assert (len(await paper_rows()), len(on_disk())) == (1, 1)
    other = await a_claimed()
    assert (await add(other)).id != first.id


@ON_BOTH_DATABASES
async def test_the_same_content_many_times_at_once_is_one_paper():
    claimed = await a_claimed()
    added = await asyncio.gather(*(add(claimed, name=f"{n}.pdf") for n in range(8)))
    assert len({paper.id for paper in added}) == 1
    assert (len(await paper_rows()), len(on_disk())) == (1, 1)


@ON_BOTH_DATABASES
async def test_twelve_papers_fit_and_no_more_even_at_once():
    claimed = await a_claimed()
    for number in range(MOST_PAPERS - 2):
        await add(claimed, a_png(10 + number))
    codes = await asyncio.gather(
        *(outcome(add(claimed, a_png(100 + number))) for number in range(6))
    )
    assert sorted(codes) == ["done"] * 2 + ["too_many_papers"] * 4
    assert (len(await paper_rows()), len(on_disk())) == (MOST_PAPERS, MOST_PAPERS)
    assert (await refusal(add(claimed))).params == {"most": 12}
    # What is there already needs no room.
    assert (await add(claimed, a_png(10))).name == "contrat.png"


@pytest.mark.parametrize("status", sorted(set(ClaimStatus) - LIVE))
async def test_papers_of_a_decided_claim_stay_as_they_are(status: ClaimStatus):
    claimed = await a_claimed()
    added = await add(claimed)
    await claimed.come_to(status)
    assert await outcome(add(claimed, a_png())) == "claim_closed"
    assert await outcome(add(claimed)) == "claim_closed"
    removing = papers.remove_paper(claimed.actor, claimed.reference, added.id)
    assert await outcome(removing) == "claim_closed"
    assert (await papers.paper(claimed.actor, claimed.reference, added.id)).content == a_pdf()
    assert len(on_disk()) == 1


@pytest.mark.parametrize("status", sorted(LIVE))
async def test_papers_change_until_the_decision(status: ClaimStatus):
    claimed = await a_claimed()
    await claimed.come_to(status)
    added = await add(claimed)
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_decision_that_comes_while_a_file_is_looked_into_is_heeded(
    monkeypatch: pytest.MonkeyPatch,
):
    claimed = await a_claimed()
    write = files.write

    def decided(content: bytes) -> str:
        asyncio.run_coroutine_threadsafe(claimed.come_to(ClaimStatus.ACCEPTED), loop).result()
        return write(content)

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(files, "write", decided)
    assert await outcome(add(claimed)) == "claim_closed"
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_paper_that_was_taken_away_is_unknown():
    claimed = await a_claimed()
    added = await add(claimed)
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    for doing in (papers.paper, papers.remove_paper):
        assert await outcome(doing(claimed.actor, claimed.reference, added.id)) == "paper_unknown"


async def test_somebody_elses_claim_is_answered_like_one_that_is_not_there():
    claimed = await a_claimed()
    added = await add(claimed)
    stranger = await a_claimed()
    for reference in (claimed.reference, NOBODYS, "", "../../x", "\0", "\ud83d"):
        for doing in (
            papers.add_paper(stranger.actor, reference, "FORM", "a.pdf", a_png()),
            papers.add_paper(stranger.actor, reference, "FORM", "a.pdf", HTML),
            papers.paper(stranger.actor, reference, added.id),
            papers.remove_paper(stranger.actor, reference, added.id),
            papers.claim_form(stranger.actor, reference, "fr"),
        ):
            assert await outcome(doing) == "claim_unknown"
    assert len(await paper_rows()) == 1


async def test_a_paper_is_found_through_its_own_claim_alone():
    claimed = await a_claimed()
    added = await add(claimed)
    other = await a_claimed(claimed.desk)
    for paper_id in (added.id, "", "%", "\0", "\ud83d", "x" * 5000, "../" + added.id):
        for doing in (papers.paper, papers.remove_paper):
            assert await outcome(doing(other.actor, other.reference, paper_id)) == "paper_unknown"
    assert len(on_disk()) == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EMPLOYER, Role.DELEGATE}))
async def test_staff_who_decide_on_claims_read_their_papers_and_change_none(role: Role):
    claimed = await a_claimed()
    added = await add(claimed)
    officer = actor(await an_account(role=role))
    read = "done" if role in {Role.CLAIMS_OFFICER, Role.SUPERVISOR} else "not_allowed"
    for doing, wanted in (
        (papers.add_paper(officer, claimed.reference, "FORM", "a.pdf", a_png()), "not_allowed"),
        (papers.paper(officer, claimed.reference, added.id), read),
        (papers.claim_form(officer, claimed.reference, "fr"), read),
        (papers.remove_paper(officer, claimed.reference, added.id), "not_allowed"),
    ):
        assert await outcome(doing) == wanted


async def test_the_trail_tells_kind_size_and_content_and_never_the_name():
    claimed = await a_claimed()
    added = await add(claimed, name="Benkirane Fatima-Zahra.pdf")
    await papers.remove_paper(claimed.actor, claimed.reference, added.id)
    came, went = (await rows(AuditEvent))[-2:]
    told = {
        "kind": "CONTRACT",
        "size": len(a_pdf()),
        "sha256": hashlib.sha256(a_pdf()).hexdigest(),
    }
    assert (came.action, came.before, came.after) == ("claim.paper_added", {}, told)
    assert (went.action, went.before, went.after) == ("claim.paper_removed", told, {})
    for event in (came, went):
        assert event.subject == f"claim:{claimed.reference}"
        assert event.actor == claimed.actor.name
        assert event.address == claimed.actor.address
    assert (await audit.verify()).ok
    assert len((await job_loss.claim(claimed.actor, claimed.reference)).history) == 1


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


async def test_the_form_says_what_was_filed():
    claimed = await a_claimed()
    said = text_of(await papers.claim_form(claimed.actor, claimed.reference, "fr"))
    for words in (
        claimed.reference,
        "310-1-26",
        claimed.desk.affiliate.legal_name,
        "Alami",
        "Sara",
        "546 / 780",
        "312 / 260",
        "10/2020 – 09/2023",
        f"http://localhost:8000/fr/ipe/demandes?r={claimed.reference}",
    ):
        assert words in said


async def test_the_form_of_a_late_claim_says_why():
    claimed = await a_claimed(
        loss_date="30/06/2023", late_reason="Siège fermé\naprès les inondations."
    )
    said = text_of(await papers.claim_form(claimed.actor, claimed.reference, "ar"))
    assert "Siège fermé après les inondations." in said


async def test_the_form_can_be_had_when_all_is_decided_and_is_the_same_file():
    claimed = await a_claimed()
    first = await papers.claim_form(claimed.actor, claimed.reference, "fr")
    await claimed.come_to(ClaimStatus.REFUSED)
    assert first == await papers.claim_form(claimed.actor, claimed.reference, "fr")


async def test_days_that_were_not_told_are_left_to_be_written_in():
    desk = await a_desk()
    reference = (await a_claim(desk)).reference
    said = text_of(await papers.claim_form(desk.actor, reference, "fr"))
    assert "10/2020 – 09/2023" in said
    assert "/ 780" not in said
