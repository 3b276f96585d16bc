"""Papers of a claim: added, given back and taken away while nothing is decided."""

from __future__ import annotations

import asyncio
import hashlib

import pytest

from damancom_reflex.domain.job_loss import LIVE, ClaimStatus
from damancom_reflex.domain.job_loss.papers import MOST_PAPERS, PaperKind
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss import papers
from damancom_reflex.store import files
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.paper_files import HTML, a_bomb, a_jpeg, a_pdf, a_png, of_size
from tests.services.job_loss.paper_claims import a_claimed, add, on_disk, paper_rows
from tests.services.people import outcome, refusal

pytestmark = pytest.mark.usefixtures("database")


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
