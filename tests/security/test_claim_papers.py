"""Papers of a claim against a real server: what is handed in stays where nobody reads it but who may."""

from __future__ import annotations

import asyncio
import itertools
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, select

from damancom_reflex.services.references import CLAIM, new_reference
from damancom_reflex.store.accounts import Account, AccountAffiliation
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import dispose, writing
from damancom_reflex.store.insured import Employment, InsuredPerson
from tests.paper_files import HTML, a_bomb, a_jpeg, a_pdf, a_png, of_size
from tests.portal import Portal
from tests.security.attacker import Visitor, logged, raw, raw_get, sql

OWNER, STRANGER = "hotel.ourika", "atelier.zellige"
MB = 1024 * 1024
SECRET_NAME = "Procès-verbal de Mme Introuvable.pdf"

_numbers = itertools.count(199_000_001)


@dataclass(frozen=True)
class Owner:
    """An employer with a claim, live or decided."""

    visitor: Visitor
    live: str
    decided: str

    def hand_in(
        self,
        content: bytes,
        name: str = "a.pdf",
        *,
        reference: str = "",
        who: Visitor | None = None,
    ) -> httpx.Response:
        """Post a paper as the page does."""
        return hand_in(who or self.visitor, reference or self.live, content, name)

    def papers(self) -> list[str]:
        """Ids of the papers of both claims."""
        found = sql(
            self.visitor.portal,
            "select claim_paper.id from claim_paper join job_loss_claim c on c.id = claim_id"
            " where c.reference in (?, ?) order by added_at",
            self.live,
            self.decided,
        )
        return [paper for (paper,) in found]


@pytest.fixture(scope="module")
def owner(_portal: Portal) -> Iterator[Owner]:
    """An employer with a live claim and a decided one."""
    live, decided = asyncio.run(_claims(_portal))
    with Visitor(_portal) as made:
        yield Owner(made.sign_in(OWNER), live, decided)


@pytest.fixture(scope="module")
def stranger(_portal: Portal) -> Iterator[Visitor]:
    """Another employer, who is curious."""
    with Visitor(_portal) as made:
        yield made.sign_in(STRANGER)


async def _claims(portal: Portal) -> tuple[str, str]:
    """References of a live and of a decided claim of the owner's, written beside the portal."""
    async with writing(f"sqlite+aiosqlite:///{portal.folder}/damancom.sqlite3") as session:
        query = (
            select(Account.id, AccountAffiliation.affiliate_id)
            .join(AccountAffiliation, col(AccountAffiliation.account_id) == Account.id)
            .where(Account.identifier == OWNER)
        )
        account_id, affiliate_id = (await session.exec(query)).all()[0]
        references: list[str] = []
        for status in ("SUBMITTED", "ACCEPTED"):
            person = InsuredPerson(number=str(next(_numbers)), surname="Alami", first_name="Sara")
            session.add(person)
            await session.flush()
            job = Employment(affiliate_id=affiliate_id, person_id=person.id or 0)
            session.add(job)
            await session.flush()
            draft = ClaimDraft(account_id=account_id or 0, employment_id=job.id or 0)
            session.add(draft)
            await session.flush()
            claim = JobLossClaim(
                reference=new_reference(CLAIM, 2023),
                draft_id=draft.id,
                account_id=account_id or 0,
                affiliate_id=affiliate_id,
                person_id=person.id or 0,
                employment_id=job.id or 0,
                status=status,
                status_day=date(2023, 11, 8),
                business_day=date(2023, 11, 8),
                loss_date=date(2023, 10, 30),
                reason_code="closure",
                attested_at=datetime.now(UTC),
                told={"verdict": "met", "problems": [], "figures": {}},
            )
            session.add(claim)
            references.append(claim.reference)
    await dispose()
    return references[0], references[1]


def hand_in(
    who: Visitor, reference: str, content: bytes, name: str = "a.pdf", **headers: str
) -> httpx.Response:
    """Post a paper as the page does, or with other headers."""
    return who.client.post(
        f"/televerser/ipe/{reference}",
        data={"language": "fr", "kind": "REPORT"},
        files={"paper": (name, content, "application/pdf")},
        headers=who.headers(**headers),
    )


def kept(portal: Portal) -> list[Path]:
    """Files of papers."""
    folder = portal.folder / "papers"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_paper_lies_closed_and_far_from_what_is_served(portal: Portal, owner: Owner) -> None:
    answer = owner.hand_in(a_pdf(), "../../assets/x.html")
    assert answer.headers["location"] == f"/fr/ipe/demandes?r={owner.live}&ok=paper_added"
    file = kept(portal)[-1]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(portal.folder.rglob("x.html*")) == []
    for address in (
        f"/papers/{file.name}",
        f"/{file.name}",
        f"/fr/papers/{file.name}",
        f"/telecharger/papers/{file.name}",
        f"/telecharger/../papers/{file.name}",
        f"/televerser/ipe/../../papers/{file.name}",
        f"/telecharger/ipe/{owner.live}/pieces/{file.name}",
        f"/telecharger/ipe/{owner.live}/pieces/..%2f..%2f..%2fpapers%2f{file.name}",
        f"/telecharger/ipe/{owner.live}/pieces/..%2f..%2fdamancom.sqlite3",
        f"/telecharger/ipe/{owner.live}/pieces/%00",
        f"/telecharger/ipe/{owner.live}/pieces/%ed%a0%80",
    ):
        answer = raw_get(portal, address, f"Cookie: {owner.visitor.cookie}")
        assert answer.status in {303, 400, 404}, address
        assert b"%PDF" not in answer.body


def test_nobody_else_reads_changes_or_counts_a_paper(
    portal: Portal, owner: Owner, stranger: Visitor, visitor: Visitor
) -> None:
    owner.hand_in(a_png(31), "scan.png")
    before, files = owner.papers(), kept(portal)
    for who, refusal in ((stranger, "ipe/demandes?e=claim_unknown"), (visitor, "connexion?e=")):
        places: set[str] = set()
        for reference in (owner.live, owner.decided, "IP-2023-0000-0000"):
            answers = [
                hand_in(who, reference, a_png(32)),
                who.get(f"/telecharger/ipe/{reference}/pieces/{before[-1]}"),
                who.post(f"/televerser/ipe/{reference}/{before[-1]}/retirer"),
            ]
            assert [answer.status_code for answer in answers] == [303] * 3
            places |= {answer.headers["location"].partition("&")[0] for answer in answers}
            form = who.get(f"/telecharger/ipe/{reference}/formulaire.pdf")
            assert form.status_code in {303, 404}
            assert b"%PDF" not in form.content
        assert len(places) == 1
        assert refusal in places.pop()
    assert (owner.papers(), kept(portal)) == (before, files)


def test_no_other_site_hands_in_or_takes_away(portal: Portal, owner: Owner) -> None:
    owner.hand_in(a_png(33), "scan.png")
    before, cookie = owner.papers(), owner.visitor.cookie
    for told in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{portal.url}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert hand_in(owner.visitor, owner.live, a_png(34), **told).status_code == 403
        removed = owner.visitor.client.post(
            f"/televerser/ipe/{owner.live}/{before[-1]}/retirer",
            headers=owner.visitor.headers(**told),
        )
        assert removed.status_code == 403
    # A link or a picture of another site is a GET: it changes nothing.
    for path in ("", f"/{before[-1]}/retirer"):
        answer = raw_get(portal, f"/televerser/ipe/{owner.live}{path}", f"Cookie: {cookie}")
        assert answer.status in {404, 405}
    assert owner.papers() == before


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (HTML, "rapport.pdf", "paper_type_unknown"),
        (b"%PDF-1.7\n" + HTML, "rapport.pdf", "paper_damaged"),
        (a_jpeg()[:900], "photo.jpg", "paper_damaged"),
        (a_bomb(), "photo.png", "paper_too_detailed"),
        (b"", "vide.pdf", "paper_empty"),
        (of_size(6 * MB), "gros.pdf", "paper_too_large"),
    ],
    ids=["html", "html in pdf", "half", "bomb", "0 byte", "6 MB"],
)
def test_a_file_that_lies_is_kept_nowhere(
    portal: Portal, owner: Owner, content: bytes, name: str, code: str
) -> None:
    before = kept(portal)
    answer = owner.hand_in(content, name)
    assert answer.headers["location"] == f"/fr/ipe/demandes?e={code}&r={owner.live}"
    assert kept(portal) == before


def test_a_browser_that_sends_too_much_still_gets_its_answer(portal: Portal, owner: Owner) -> None:
    head = (
        f"POST /televerser/ipe/{owner.live} HTTP/1.1\r\nHost: localhost\r\nOrigin: {portal.url}\r\n"
        f"Cookie: {owner.visitor.cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        f"Connection: close\r\nContent-Length: {20 * MB}\r\n\r\n"
    )
    answer = raw(portal, head.encode() + bytes(20 * MB))
    assert answer.status == 303
    assert answer.headers["location"].startswith("/fr/ipe/demandes?e=paper_too_large")


def test_a_decided_claim_keeps_its_papers_as_they_are(portal: Portal, owner: Owner) -> None:
    before = kept(portal)
    answer = owner.hand_in(a_png(35), reference=owner.decided)
    assert answer.headers["location"] == f"/fr/ipe/demandes?e=claim_closed&r={owner.decided}"
    assert kept(portal) == before


def test_a_paper_is_given_back_to_be_saved_and_never_shown(owner: Owner) -> None:
    owner.hand_in(a_png(36), "scan.pdf")
    path = f"/telecharger/ipe/{owner.live}/pieces/{owner.papers()[-1]}"
    answer = owner.visitor.get(path)
    told = answer.headers
    assert answer.content == a_png(36)
    assert told["content-type"] == "image/png"
    assert told["content-disposition"].startswith("attachment;")
    assert told["content-security-policy"] == "sandbox; default-src 'none'"
    assert told["x-content-type-options"] == "nosniff"
    assert told["x-frame-options"] == "DENY"
    assert told["cache-control"] == "private, no-store"


def test_no_name_of_a_paper_is_in_the_log_or_the_trail(portal: Portal, owner: Owner) -> None:
    owner.hand_in(a_png(37), SECRET_NAME)
    owner.visitor.post(f"/televerser/ipe/{owner.live}/{owner.papers()[-1]}/retirer")
    trail = sql(portal, "select before, after from audit_event where action like 'claim.paper_%'")
    assert len(trail) >= 2
    for text in (logged(portal), str(trail)):
        assert "Introuvable" not in text
        assert "Proc\\u" not in text
