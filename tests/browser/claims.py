"""What tests of IPE do on screen and behind the portal: people of the demo by name, their claims, many at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from damancom_reflex.demo import insured
from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Language
from tests.browser.journeys import Person

WORKSHOP: Final = "atelier.zellige"
PHARMACY: Final = "pharmacie.annour"
GROUP: Final = "fiduciaire.atlas"
FORM: Final = "Demande d'indemnité pour perte d'emploi"
FILED: Final = "Votre demande est déposée"
INSURED: Final = "Salariés déclarés par cet affilié"
HISTORY: Final = "Historique des demandes"


@dataclass(frozen=True)
class Worker:
    """An employee of the demo: immatriculation, name, and the employer's number."""

    number: str
    name: str
    name_ar: str
    affiliate: str

    def named(self, language: Language) -> str:
        """The name as a screen in this language has it."""
        return self.name_ar if language == "ar" else self.name


def worker(name: str) -> Worker:
    """An employee of the demo by first name and surname."""
    card = next(card for card in insured() if card.name == name)
    return Worker(card.number, card.name, card.name_ar, card.affiliate)


class Claims:
    """The claims behind one demo portal."""

    def __init__(self, folder: Path) -> None:
        """Remember what the demo itself has filed, which tests leave alone."""
        self.path = folder / "damancom.sqlite3"
        self.kept = self.one("SELECT COALESCE(MAX(id), 0) FROM job_loss_claim")
        self.begun = self.one("SELECT MAX(rowid) FROM claim_draft")

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """The database, beside the portal."""
        with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            yield connection

    def one(self, query: str, **values: object) -> int:
        """One figure."""
        with self.open() as connection:
            return connection.execute(query, values).fetchone()[0]

    def forget(self) -> None:
        """Take away every claim and form that tests left."""
        with self.open() as connection:
            for query in (
                "DELETE FROM claim_paper WHERE claim_id > :kept",
                "DELETE FROM job_loss_claim WHERE id > :kept",
                "DELETE FROM claim_draft WHERE rowid > :begun",
            ):
                connection.execute(query, {"kept": self.kept, "begun": self.begun})

    def reference(self, person: Worker) -> str:
        """Reference of the latest claim for somebody."""
        query = (
            "SELECT reference FROM job_loss_claim JOIN insured_person ON insured_person.id = person_id "
            "WHERE number = ? ORDER BY job_loss_claim.id DESC LIMIT 1"
        )
        with self.open() as connection:
            return connection.execute(query, (person.number,)).fetchone()[0]

    def of(self, person: Worker) -> list[tuple[str, str]]:
        """References and statuses of the claims tests filed for somebody, oldest first."""
        query = (
            "SELECT reference, status FROM job_loss_claim JOIN insured_person ON insured_person.id = person_id "
            "WHERE number = :number AND job_loss_claim.id > :kept ORDER BY job_loss_claim.id"
        )
        with self.open() as connection:
            values = {"number": person.number, "kept": self.kept}
            return connection.execute(query, values).fetchall()

    def typed(self, draft: str) -> str:
        """What a form keeps, as JSON."""
        with self.open() as connection:
            found = connection.execute("SELECT typed FROM claim_draft WHERE id = ?", (draft,))
            return found.fetchone()[0]

    def file_many(self, count: int) -> None:
        """Decided claims for the employees of the group account's affiliations, in turn."""
        with self.open() as connection:
            jobs = connection.execute(
                "SELECT employment.id, employment.affiliate_id, person_id, mine.account_id FROM employment "
                "JOIN account_affiliation AS mine ON mine.affiliate_id = employment.affiliate_id "
                "JOIN account ON account.id = mine.account_id WHERE identifier = ?",
                (GROUP,),
            ).fetchall()
            for turn in range(count):
                job, affiliate, person, account = jobs[turn % len(jobs)]
                draft, day = f"many-{turn}", f"2023-{1 + turn % 9:02d}-{1 + turn % 28:02d}"
                connection.execute(
                    "INSERT INTO claim_draft VALUES (?, ?, ?, '{}', 1, ?, ?)",
                    (draft, account, job, day, day),
                )
                connection.execute(
                    "INSERT INTO job_loss_claim (reference, draft_id, account_id, affiliate_id, person_id, "
                    "employment_id, status, status_day, loss_date, reason_code, late_reason, language, attested_at, "
                    "told, months, revision, filed_at, business_day, decision_code, decision_note) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 'fr', ?, '{\"verdict\": \"met\"}', 6, 1, ?, ?, ?, '')",
                    (
                        f"IP-2023-{turn:04d}-MANY",
                        *(draft, account, affiliate, person, job),
                        *("REFUSED" if turn % 2 else "ACCEPTED", day, day),
                        "closure" if turn % 3 else "abandonment",
                        *(day, day, day),
                        "post_abandoned" if turn % 2 else "",
                    ),
                )


class Employer(Person):
    """Somebody at a screen who claims for an employee."""

    def opens_form(self, person: Worker) -> None:
        """From the list of insured persons, with a search, to the form."""
        self.open(f"ipe/assures?a={person.affiliate}")
        self.page.locator("#recherche").fill(person.number)
        row = self.row(INSURED, 0)
        expect(row).to_contain_text(person.number)
        expect(self.page.get_by_role("table").locator("tbody tr")).to_have_count(1)
        row.get_by_role("button").click()
        self.sees_title(FORM)

    def types(self, field: ClaimField, text: str) -> None:
        """Type in a field and leave it."""
        self.page.locator(f"#{field}").fill(text)
        self.page.locator(f"#{field}").blur()

    def states(self, day: str, reason: str) -> None:
        """Fill in the form whole."""
        self.types(ClaimField.LOSS_DATE, day)
        self.page.locator("#reason").select_option(reason)
        self.page.locator("#attested").check()
        self.told(6, "Remplie" if reason != "resignation" else None)

    def told(self, place: int, verdict: str | None) -> None:
        """What stands beside a condition, from 0."""
        if verdict:
            line = self.page.locator(".condition").nth(place)
            expect(line).to_contain_text(self.words(verdict))

    def confirms(self) -> str:
        """Validate and say yes; the reference."""
        self.press("Valider la demande")
        self.press("Oui, déposer")
        self.sees_title(FILED)
        return self.page.url.partition("r=")[2].partition("&")[0]

    @property
    def draft(self) -> str:
        """Id of the form in view."""
        return self.page.url.partition("d=")[2].partition("&")[0]
