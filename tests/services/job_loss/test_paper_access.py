"""Who may add, read and take away papers of a claim; to all others it is not there."""

from __future__ import annotations

import pytest

from damancom_reflex.services.job_loss import papers
from damancom_reflex.store.accounts import Role
from tests.factories import actor, an_account
from tests.paper_files import HTML, a_png
from tests.services.job_loss.paper_claims import a_claimed, add, on_disk, paper_rows
from tests.services.people import outcome

pytestmark = pytest.mark.usefixtures("database")

NOBODYS = "IP-2023-0000-0000"


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
