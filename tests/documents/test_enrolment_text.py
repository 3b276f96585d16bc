"""What the forms of adhésion say, read back from the files and compared with what was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from damancom_reflex.documents import (
    debit_form_pdf,
    enrolment_form_pdf,
    enrolment_pack_pdf,
    mandate_pdf,
)
from damancom_reflex.documents.enrolment import wording
from damancom_reflex.documents.parts.form import wording as common
from damancom_reflex.documents.parts.form.words import Both
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator
from damancom_reflex.i18n import translator

from . import reading
from .enrolment_factories import AGENCY, DELEGATE, REPRESENTATIVE, bare, full, paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from damancom_reflex.i18n import Translator

Key = TypeVar("Key")
FR = translator("fr")
IN_EVERY_FORM = (
    "DA-2023-7K3M-Q9XT",
    "08/11/2023",
    "07/01/2024",
    "Société Atlas Négoce et Travaux SARL",
    "4317542",
    "001561191000066",
    "09-08",
    "https://damancom.example/fr/verification?reference=DA-2023-7K3M-Q9XT",
)


def test_request_has_what_was_typed():
    body = reading.text(enrolment_form_pdf(paper(), FR))
    for value in (
        *IN_EVERY_FORM,
        "BENKIRANE EL ALAOUI",
        "Fatima-Zahra",
        "BK412876",
        "+212 6 12 34 56 78",
        "direction@atlas-negoce.example",
    ):
        assert value in body
    for arabic in (REPRESENTATIVE.surname_ar, REPRESENTATIVE.first_name_ar):
        assert said(Both("", arabic), body)


def test_authorisation_has_the_account_and_its_bank():
    body = reading.text(debit_form_pdf(paper(), FR))
    for value in (
        *IN_EVERY_FORM,
        "Caisse nationale de sécurité sociale",
        "Fatima-Zahra BENKIRANE EL ALAOUI",
        "CIN BK412876",
        "011519000001205000534921",
        "Bank of Africa",
    ):
        assert value in body


def test_authorisation_without_account_is_left_to_be_filled():
    body = reading.text(debit_form_pdf(paper(bare()), FR))
    assert not re.search(r"\d{24}", body)
    assert "Bank" not in body


def test_account_of_an_unknown_bank_is_printed_without_a_name():
    content = replace(full(), rib=f"999{full().rib[3:]}")
    body = reading.text(debit_form_pdf(paper(content), FR))
    assert content.rib in body
    assert "Bank" not in body


def test_mandate_has_the_delegate_and_its_term():
    body = reading.text(mandate_pdf(paper(), FR))
    for value in (
        *IN_EVERY_FORM,
        "Fiduciaire d'Anfa & Associés SARL AU",
        "001527456000081",
        "N'DIAYE",
        "Jean-François",
        "XY4083217",
        "contact@fiduciaire-anfa.example",
        "+212 6 61 40 83 21",
        "31122025",
    ):
        assert value in body


@pytest.mark.parametrize("kind", IdentityKind)
def test_only_the_identity_document_is_ticked(kind: IdentityKind):
    content = replace(full(), representative=replace(REPRESENTATIVE, kind=kind))
    ticks = {each: words.fr for each, words in wording.IDENTITIES.items()}
    assert ticked(enrolment_form_pdf(paper(content), FR), ticks) == {kind}


@pytest.mark.parametrize("operator", Operator)
def test_only_the_operator_is_ticked(operator: Operator):
    ticks = {each: words.fr for each, words in wording.OPERATORS.items()}
    content = replace(full(), operator=operator)
    assert ticked(enrolment_form_pdf(paper(content), FR), ticks) == {operator}


@pytest.mark.parametrize("kind", DelegateKind)
def test_only_the_kind_of_delegate_is_ticked(kind: DelegateKind):
    content = replace(full(), delegate=replace(DELEGATE, kind=kind, legal_name="Anfa"))
    ticks = {each: words.fr for each, words in wording.DELEGATES.items()}
    assert ticked(mandate_pdf(paper(content), FR), ticks) == {kind}


@pytest.mark.parametrize("new", [False, True])
def test_standing_of_the_representative_is_ticked(*, new: bool):
    content = enrolment_form_pdf(paper(replace(full(), representative_is_new=new)), FR)
    ticks = {False: "Inscrit au registre", True: "Nouveau représentant"}
    assert ticked(content, ticks) == {new}
    assert ("Preuve du changement" in reading.text(content)) == new


@pytest.mark.parametrize("given", ["declare", "recover", "sign"])
def test_each_power_is_ticked_for_itself(given: str):
    powers = {name: name == given for name in ("declare", "recover", "sign")}
    content = replace(full(), delegate=replace(DELEGATE, **powers))
    ticks = {"declare": "Déclarer :", "recover": "Recouvrement :", "sign": "Signer :"}
    assert ticked(mandate_pdf(paper(content), FR), ticks) == {given}


def test_mandate_without_end_says_so():
    endless = replace(full(), delegate=replace(DELEGATE, until=None))
    assert ticked(mandate_pdf(paper(endless), FR), {1: "Sans"}) == {1}
    assert ticked(mandate_pdf(paper(), FR), {1: "Sans"}) == set()


def test_delegation_is_asked_for_when_there_is_a_delegate():
    ticks = {1: "Compte Damancom", 2: "Télépaiement", 3: "Mandat à un tiers"}
    assert ticked(enrolment_form_pdf(paper(), FR), ticks) == {1, 2, 3}
    assert ticked(enrolment_form_pdf(paper(bare()), FR), ticks) == {1, 2}


def test_headings_and_labels_are_in_both_languages():
    forms = {
        "request": enrolment_form_pdf(paper(), FR),
        "debit": debit_form_pdf(paper(), FR),
        "mandate": mandate_pdf(paper(), FR),
    }
    expected = {
        "request": (
            wording.REQUEST,
            wording.OPERATOR,
            common.SURNAME,
            Both("Représentant légal", "الممثل القانوني"),
            Both("Signature et cachet de l'agence", "توقيع وخاتم الوكالة"),
        ),
        "debit": (
            wording.DEBIT,
            Both("Créancier", "الدائن"),
            Both("Compte à débiter", "الحساب المراد الاقتطاع منه"),
            Both("Signature et cachet de la banque", "توقيع وخاتم البنك"),
        ),
        "mandate": (
            wording.MANDATE,
            Both("Mandataire", "المفوض له"),
            Both("Étendue du mandat", "نطاق التوكيل"),
            Both("Durée et révocation", "المدة والإلغاء"),
        ),
    }
    for name, content in forms.items():
        body = reading.text(content)
        for words in (*expected[name], common.AFFILIATION, common.LEGAL_NAME, common.REFERENCE):
            assert said(words, body), words


def test_no_control_character_is_left_in_what_people_copy(tr: Translator):
    body = reading.text(enrolment_pack_pdf(paper(), tr))
    assert not re.search("[\u2066-\u2069\u200e\u200f\ufffd]", body)


def test_first_page_of_the_pack_says_where_and_until_when(tr: Translator):
    page = reading.pages(enrolment_pack_pdf(paper(), tr))[0]
    for value in ("DA-2023-7K3M-Q9XT", "07/01/2024", AGENCY.phone):
        assert value in page
    for text in (AGENCY.name(tr.language), AGENCY.address(tr.language)):
        assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", page))
    for sentence in ("Ce qu'il faut apporter", "La demande d'adhésion", "Une attestation de RIB"):
        assert set(tr(sentence).split()) <= set(page.split())


def test_only_what_the_request_needs_is_to_be_brought():
    mandate, proof = "Le mandat", "La preuve du changement de représentant légal"
    page = reading.pages(enrolment_pack_pdf(paper(), FR))[0]
    assert mandate in page
    assert proof not in page
    page = reading.pages(enrolment_pack_pdf(paper(bare()), FR))[0]
    assert mandate not in page
    assert proof in page


def test_without_a_last_day_none_is_printed(tr: Translator):
    page = reading.pages(enrolment_pack_pdf(paper(expires_on=None), tr))[0]
    assert "07/01/2024" not in page
    assert AGENCY.phone in page


def ticked(content: bytes, labels: Mapping[Key, str]) -> set[Key]:
    """Which of some boxes of a form are ticked."""
    with reading.Positions(content) as positions:
        return {key for key, label in labels.items() if positions.ticked(label)}


def said(words: Both, body: str) -> bool:
    """Whether a text has some words in both languages; readers differ on where a line of two scripts begins."""
    backwards = " ".join(reversed(words.ar.split()))
    french = " ".join(reversed(words.fr.split()))
    return (words.fr in body or french in body) and (words.ar in body or backwards in body)
