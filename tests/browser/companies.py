"""Companies without an account, in the register of a demo portal: rows put behind it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlmodel import Session, select

from damancom_reflex.demo.numbers import affiliation_number, ice
from damancom_reflex.domain.enrolment.content import Identity
from damancom_reflex.domain.enrolment.fields import IdentityKind
from damancom_reflex.store.affiliates import (
    Affiliate,
    Agency,
    CollectionOffice,
    LegalRepresentative,
)

_places = itertools.count(1)


@dataclass(frozen=True)
class Company:
    """A company of the register that asks for an account; what its people have at hand."""

    id: int
    number: str
    legal_name: str
    ice: str
    agency_id: int
    who: Identity
    phone: str
    email: str

    @property
    def plain_phone(self) -> str:
        """Its mobile in E.164; `phone` is how somebody types it."""
        return "+212" + self.phone.replace(" ", "")[1:]


class Companies:
    """The register of one demo portal, written beside it."""

    def __init__(self, folder: Path) -> None:
        """Open the portal's own file."""
        self.engine = create_engine(
            f"sqlite:///{folder / 'damancom.sqlite3'}", connect_args={"timeout": 10}
        )
        event.listen(self.engine, "connect", _patient)

    @contextmanager
    def rows(self) -> Iterator[Session]:
        """A transaction of its own."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def company(
        self,
        *,
        key_wrong: bool = False,
        kind: IdentityKind = IdentityKind.CIN,
        identity: str = "AB123456",
        legal_name: str = "",
        agency_code: str = "CASA",
    ) -> Company:
        """A new company of an agency with its representative; nobody has an account or a request for it."""
        place = next(_places)
        number = affiliation_number(710_000 + place * 7)
        if key_wrong:
            number = f"{number[:6]}{(int(number[6]) + 1) % 10}"
        who = Identity(kind, identity, "Benkirane", "Leïla", "بنكيران", "ليلى")
        with self.rows() as session:
            agency = session.exec(select(Agency).where(Agency.code == agency_code)).one()
            office = session.exec(select(CollectionOffice)).first()
            assert agency.id
            assert office
            assert office.id
            company = Affiliate(
                number=number,
                legal_name=legal_name or f"Verrerie de l'Anse n° {place} SARL",
                ice=ice(8_100_000 + place),
                collection_office_id=office.id,
                agency_id=agency.id,
            )
            session.add(company)
            session.flush()
            assert company.id
            session.add(
                LegalRepresentative(
                    affiliate_id=company.id,
                    identity_kind=who.kind.value,
                    identity_number=who.number,
                    surname=who.surname,
                    first_name=who.first_name,
                    surname_ar=who.surname_ar,
                    first_name_ar=who.first_name_ar,
                )
            )
        return Company(
            id=company.id,
            number=number,
            legal_name=company.legal_name,
            ice=company.ice,
            agency_id=agency.id,
            who=who,
            phone=f"06 79 00 {place // 100:02d} {place % 100:02d}",
            email=f"contact@anse-{place}.ma",
        )


def _patient(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
    """Wait for the portal's own writes."""
    connection.execute("PRAGMA busy_timeout=10000")
