"""Claims that papers are added to: filed by the book, decided when a test says so; and what lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import business, job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss import papers
from damancom_reflex.settings import settings
from damancom_reflex.store.claims import ClaimPaper, JobLossClaim
from damancom_reflex.store.engine import writing
from damancom_reflex.store.insured import DeclaredMonth, InsuredPerson
from tests.factories import id_of, rows, saved
from tests.paper_files import a_pdf
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, a_person, typed

PERIODS = (*range(202201, 202213), *range(202301, 202311))


@dataclass(frozen=True)
class Claimed:
    """A claim that was filed, and who filed it."""

    desk: Desk
    person: InsuredPerson
    reference: str

    @property
    def actor(self) -> Actor:
        """The employer."""
        return self.desk.actor

    async def come_to(self, status: ClaimStatus) -> None:
        """The claim is decided, withdrawn or sent back."""
        async with writing() as session:
            await session.exec(
                update(JobLossClaim)
                .where(col(JobLossClaim.reference) == self.reference)
                .values(status=status.value)
            )


async def a_claimed(
    desk: Desk | None = None, loss_date: str = "30/10/2023", late_reason: str = ""
) -> Claimed:
    """A claim filed on 08/11/2023, of a person with 21 declared months before the loss."""
    async with writing() as session:
        await business.move_to(session, TODAY)
    desk = desk or await a_desk()
    person = await a_person(desk, surname_ar="بنكيران", first_name_ar="فاطمة الزهراء")
    who = {"person_id": person.id or 0, "affiliate_id": id_of(desk.affiliate)}
    await saved(*(DeclaredMonth(**who, period=period, days=26, wage=400_000) for period in PERIODS))
    draft = await job_loss.begin(desk.actor, desk.affiliate.number, person.number)
    fields = {"loss_date": loss_date, "reason": "closure", "late_reason": late_reason}
    await typed(desk, draft, **fields, attested="yes")
    version = (await job_loss.form(desk.actor, draft)).version
    return Claimed(desk, person, await job_loss.file(desk.actor, draft, version))


async def add(
    claimed: Claimed, content: bytes = b"", name: str = "contrat.pdf"
) -> papers.PaperView:
    """A contract of the employer's."""
    return await papers.add_paper(
        claimed.actor, claimed.reference, "CONTRACT", name, content or a_pdf()
    )


def on_disk() -> list[Path]:
    """Files of papers, those half-written included."""
    folder = settings().papers_dir
    return sorted(folder.iterdir()) if folder.exists() else []


async def paper_rows() -> list[ClaimPaper]:
    """Rows of papers."""
    return await rows(ClaimPaper)
