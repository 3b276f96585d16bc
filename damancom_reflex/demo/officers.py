"""Officers of the demo: one of each role, and two where it takes a pair: a collection office's, and supervisors."""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.demo.persona import Persona
from damancom_reflex.i18n import mark
from damancom_reflex.services import postings
from damancom_reflex.services.postings import Posting
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.staff import Authenticator

_OFFICERS: Final = (
    Persona(
        identifier="agence.fes",
        password="olivier-tranquille-vitrail-12",
        name="Samira Bensouda",
        shows=mark(
            "Une agente de l'agence de Fès : une demande d'adhésion attend ses formulaires."
        ),
        phone="+212600000091",
        email="samira.bensouda@agence.example",
        role=Role.AGENCY_OFFICER,
        agency="FES",
    ),
    Persona(
        identifier="perception.fes",
        password="figuier-ancien-lanterne-64",
        name="Hamid Skalli",
        shows=mark("Un agent de la perception de Fès : un plan attend ses garanties."),
        phone="+212600000092",
        email="hamid.skalli@perception.example",
        role=Role.COLLECTION_OFFICER,
        collection_office="FES",
    ),
    Persona(
        identifier="perception.fes.adjointe",
        password="noyer-lumineux-tambour-35",
        name="Loubna Jazouli",
        shows=mark("Sa collègue de la même perception : la seconde signature."),
        phone="+212600000093",
        email="loubna.jazouli@perception.example",
        role=Role.COLLECTION_OFFICER,
        collection_office="FES",
    ),
    Persona(
        identifier="prestations.ipe",
        password="safran-discret-horloge-76",
        name="Mehdi Chafik",
        shows=mark("Un agent des prestations : les demandes d'IPE de tout le pays."),
        phone="+212600000094",
        email="mehdi.chafik@prestations.example",
        role=Role.CLAIMS_OFFICER,
    ),
    Persona(
        identifier="supervision.rabat",
        password="cigogne-patiente-rempart-49",
        name="أمينة الطاهري",
        shows=mark("Une superviseuse, en arabe : tout, la piste d'audit, la seconde signature."),
        phone="+212600000095",
        email="amina.tahiri@supervision.example",
        language="ar",
        role=Role.SUPERVISOR,
    ),
    Persona(
        identifier="supervision.rabat.adjoint",
        password="tisserand-calme-belvedere-27",
        name="Driss Lahlou",
        shows=mark("Son adjoint : l'un produit un fichier de prélèvements, l'autre le vise."),
        phone="+212600000098",
        email="driss.lahlou@supervision.example",
        role=Role.SUPERVISOR,
    ),
    Persona(
        identifier="perception.casablanca",
        password="horizon-cuivre-passerelle-88",
        name="Naïma Ouazzani",
        shows=mark("Une agente d'une autre perception, celle de Casablanca."),
        phone="+212600000099",
        email="naima.ouazzani@perception.example",
        role=Role.COLLECTION_OFFICER,
        collection_office="CASA",
    ),
)


def officers() -> tuple[Persona, ...]:
    """Every officer, in the order of the sign-in page."""
    return _OFFICERS


async def post_officers(session: AsyncSession) -> None:
    """Give each officer their place and their authenticator, where they lack them; in the caller's transaction.

    The places and the officers' accounts are there already.
    """
    by_identifier = {officer.identifier: officer for officer in _OFFICERS}
    ours = select(Account).where(col(Account.identifier).in_(by_identifier))
    for account in (await session.exec(ours)).all():
        officer, account_id = by_identifier[account.identifier], account.id or 0
        if await postings.posting_of(session, account_id) == Posting():
            posting = await postings.find(
                session,
                officer.role,
                agency=officer.agency,
                collection_office=officer.collection_office,
            )
            await postings.put(session, account_id, posting)
        if await session.get(Authenticator, account_id) is None:
            session.add(Authenticator(account_id=account_id, confirmed_at=now()))
    await session.flush()
