"""Who one can be in the demo, and the employers they act for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from damancom_reflex.demo import debts
from damancom_reflex.demo.debts import Lines, Payroll
from damancom_reflex.demo.group import group
from damancom_reflex.demo.numbers import affiliation_number, ice, rib
from damancom_reflex.demo.officers import officers
from damancom_reflex.demo.persona import Company, Persona
from damancom_reflex.i18n import Language, mark
from damancom_reflex.store.accounts import Role

__all__ = ["Company", "Persona", "personas"]


@cache
def personas() -> tuple[Persona, ...]:
    """Every persona, in the order of the sign-in page."""
    return (
        _fiduciary(),
        *(_single(number, given) for number, given in enumerate(_SINGLES, 1)),
        *officers(),
    )


def _company(
    number: int, name: str, office: str, debt: Callable[[], Lines] | None, signs: str = ""
) -> Company:
    accounts = (
        rib("011", "780", 1205000 + number * 7_919),
        rib("230", "810", 4410000 + number * 6_971),
    )
    return Company(
        number=affiliation_number(700_000 + number * 137),
        legal_name=name,
        ice=ice(2_100_000 + number * 101),
        office=office,
        ribs=accounts[: 1 + number % 2],
        debt=debt,
        signs=signs,
    )


def _fiduciary() -> Persona:
    companies = tuple(
        _company(1_000 + place, member.legal_name, member.office, member.debt, member.signs)
        for place, member in enumerate(group())
    )
    return Persona(
        identifier="fiduciaire.atlas",
        password="amandier-violet-tramway-41",
        name="Fiduciaire Atlas Conseil",
        shows=mark(
            "Un compte groupe : 55 affiliations, aux dettes variées ; l'une a 300 salariés."
        ),
        phone="+212600000001",
        email="contact@fiduciaire-atlas.example",
        role=Role.DELEGATE,
        companies=companies,
        delegate_ice=ice(1_900_041),
    )


@dataclass(frozen=True, slots=True)
class _Single:
    """An employer with one affiliation, and what its persona shows."""

    identifier: str
    password: str
    name: str
    company: str
    office: str
    debt: Callable[[], Lines] | None
    shows: str
    language: Language = "fr"
    signs: str = ""


_PENALTIES: Final = Payroll(
    "ourika", 202104, 202306, 84_000_00, employees=17, fee_one_in=3, penalties=True
)
_PHARMACIST: Final = Payroll("annour", 202302, 202307, 17_500_00, employees=3, fee_one_in=6)
_JOINER: Final = Payroll(
    "cedre", 202008, 202212, 41_000_00, employees=9, owed_one_in=2, fee_one_in=4
)

_SINGLES: Final = (
    _Single(
        identifier="pharmacie.annour",
        password="lavande-claire-boussole-23",
        name="Leïla Benkirane",
        company="Pharmacie Annour",
        office="CASA",
        debt=lambda: debts.of_payroll(_PHARMACIST),
        shows=mark("Une pharmacienne et ses trois salariés : quelques mois de retard."),
    ),
    _Single(
        identifier="atelier.zellige",
        password="grenade-douce-escalier-57",
        name="Youssef Tazi",
        company="Atelier Zellige de Fès SARL",
        office="FES",
        debt=lambda: debts.guide("guide-instalments-2"),
        shows=mark(
            "L'exemple du guide : 5 000 MAD d'avance et 2 mois. IPE : un salarié pour chaque cas."
        ),
    ),
    _Single(
        identifier="transport.rif",
        password="safran-calme-locomotive-12",
        name="محمد الريفي",
        company="Transports du Rif SARL AU",
        office="TANGER",
        debt=lambda: debts.guide("guide-instalments-4"),
        shows=mark("L'exemple du guide : 5 000 MAD d'avance et 4 mois. Messages en arabe."),
        language="ar",
    ),
    _Single(
        identifier="conserverie.agdal",
        password="olivier-discret-phare-76",
        name="Hanane El Fassi",
        company="Conserverie de l'Agdal SA",
        office="RABAT",
        debt=lambda: debts.guide("guide-full"),
        shows=mark("L'exemple du guide : paiement intégral."),
    ),
    _Single(
        identifier="minoterie.chaouia",
        password="moulin-ancien-registre-59",
        name="Abdellatif Chraïbi",
        company="Minoterie de la Chaouia SA",
        office="CASA",
        debt=debts.long_history,
        shows=mark("Une dette de 659 périodes, de 01/1969 à 11/2023, toutes natures."),
    ),
    _Single(
        identifier="hotel.ourika",
        password="torrent-bleu-lanterne-34",
        name="Salma Ouahbi",
        company="Hôtel de l'Ourika SARL",
        office="MARRAKECH",
        debt=lambda: debts.of_payroll(_PENALTIES),
        shows=mark("Des astreintes BDS et de télédéclaration, remises à un autre taux."),
    ),
    _Single(
        identifier="imprimerie.sebou",
        password="papier-satin-fontaine-65",
        name="Driss Lahlou",
        company="Imprimerie du Sebou SARL",
        office="RABAT",
        debt=debts.beyond_last_period,
        shows=mark(
            "Une cession d'entreprise : des cotisations exigibles d'avance jusqu'à 03/2025, "
            "au-delà de la dernière période remise."
        ),
    ),
    _Single(
        identifier="librairie.alwaha",
        password="palmier-serein-encrier-90",
        name="Kenza Alaoui",
        company="Librairie Al Waha",
        office="AGADIR",
        debt=None,
        shows=mark("Une employeuse à jour : rien à payer."),
    ),
    _Single(
        identifier="menuiserie.cedre",
        password="cedre-patient-rabot-28",
        name="Omar Bouzid",
        company="Menuiserie du Cèdre SARL",
        office="FES",
        debt=lambda: debts.of_payroll(_JOINER),
        shows=mark("Une demande déjà en cours, en attente des garanties."),
        signs="instalments",
    ),
)


def _single(number: int, given: _Single) -> Persona:
    company = _company(number, given.company, given.office, given.debt, given.signs)
    return Persona(
        identifier=given.identifier,
        password=given.password,
        name=given.name,
        shows=given.shows,
        phone=f"+2126000000{number + 1:02d}",
        email=f"contact@{given.identifier.replace('.', '-')}.example",
        language=given.language,
        companies=(replace(company, owner=given.name),),
    )
