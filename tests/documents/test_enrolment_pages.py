"""The forms of adhésion as pictures: one page each, nothing out of its place, codes that a camera reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import zxingcpp

from damancom_reflex.documents import (
    debit_form_pdf,
    enrolment_form_pdf,
    enrolment_pack_pdf,
    mandate_pdf,
)
from damancom_reflex.documents.pdf.style import MARGIN
from damancom_reflex.i18n import translator

from . import reading
from .declared import read
from .enrolment_factories import bare, full, heaviest, overlong, paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from damancom_reflex.documents import EnrolmentPaperView
    from damancom_reflex.domain.enrolment.content import Content
    from damancom_reflex.i18n import Translator

    Make = Callable[[EnrolmentPaperView, Translator], bytes]

FR = translator("fr")
CONTENTS = {"full": full, "bare": bare, "overlong": overlong, "heaviest": heaviest}
ROOM_TO_SIGN = 18.0


@pytest.fixture(params=[enrolment_form_pdf, debit_form_pdf, mandate_pdf])
def make(request: pytest.FixtureRequest) -> Make:
    return request.param


@pytest.fixture(params=CONTENTS)
def content(request: pytest.FixtureRequest) -> Content:
    return CONTENTS[request.param]()


def test_each_form_is_one_page(make: Make):
    for content in (full(), heaviest()):
        assert len(reading.pages(make(paper(content), FR))) == 1


def test_pack_is_the_list_and_the_forms_of_the_request(content: Content, tr: Translator):
    assert len(reading.pages(enrolment_pack_pdf(paper(content), tr))) == 3 + bool(content.delegate)


def test_forms_of_the_pack_are_those_one_gets_alone(tr: Translator):
    view = paper()
    alone = [
        reading.text(form(view, tr)) for form in (enrolment_form_pdf, debit_form_pdf, mandate_pdf)
    ]
    assert reading.pages(enrolment_pack_pdf(view, tr))[1:] == alone


def test_nothing_runs_past_the_margins(content: Content, tr: Translator):
    reading.assert_inside(enrolment_pack_pdf(paper(content), tr))


@pytest.mark.parametrize(
    ("form", "label"),
    [
        (enrolment_form_pdf, "Signature et cachet de l'agence"),
        (debit_form_pdf, "Signature et cachet de la banque"),
        (mandate_pdf, "Le mandant : signature et cachet"),
    ],
)
def test_there_is_always_room_to_sign_and_stamp(form: Make, label: str):
    with reading.Positions(form(paper(heaviest()), FR)) as positions:
        foot = positions.first("https://damancom.example")
        assert foot.top - positions.first(label).bottom >= ROOM_TO_SIGN


def test_long_values_stay_in_their_boxes():
    content = overlong()
    with reading.Positions(enrolment_form_pdf(paper(content), FR)) as positions:
        between(positions, content.legal_name, "Raison sociale", "Numéro d'affiliation")
        between(positions, content.email, "Adresse électronique", "L'employeur demande")
        name = positions.first(content.representative.surname[:12])
        assert positions.first("Nom").bottom <= name.top
        assert positions.all("…"), "two hundred letters do not fit twice on half a line"
        number = positions.first(content.representative.number[-4:])
        assert number.right <= reading.PAGE_WIDTH - MARGIN


def test_long_address_of_verification_stays_beside_the_code():
    url = f"https://damancom.example/{'verification' * 40}"
    content = enrolment_form_pdf(paper(verification_url=url), FR)
    reading.assert_inside(content)
    with reading.Positions(content) as positions:
        address = positions.first("https://damancom.example")
        assert address.bottom < positions.first("Les données de ce formulaire").top


def test_code_of_each_form_leads_to_the_verification(tr: Translator):
    view = paper()
    found = [
        [code.text for code in zxingcpp.read_barcodes(picture)]
        for picture in reading.pictures(enrolment_pack_pdf(view, tr), scale=3)
    ]
    assert found == [[], *[[view.verification_url]] * 3]


def test_forms_stand_the_same_way_whatever_the_reader_reads(make: Make):
    french, arabic = (make(paper(), translator(language)) for language in ("fr", "ar"))
    assert reading.looks(french) == reading.looks(arabic)


def test_pages_are_upright_a4(tr: Translator):
    for page in read(enrolment_pack_pdf(paper(), tr)).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def between(positions: reading.Positions, value: str, above: str, below: str) -> None:
    """The first and last letters of a value stand under one label and over the next, within the margins."""
    for part in (value[:14], value[-10:].strip()):
        place = positions.all(part)[-1 if part != value[:14] else 0]
        assert positions.first(above).bottom <= place.top
        assert place.bottom <= positions.first(below).top
        assert place.right <= reading.PAGE_WIDTH - MARGIN
