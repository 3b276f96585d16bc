"""Form 310-1-26: what it declares, what it says, how it looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import zxingcpp

from damancom_reflex.documents.job_loss import claim_form_pdf
from damancom_reflex.i18n import translator
from damancom_reflex.rules import job_loss_reasons

from . import reading
from .claim_factories import FILED, URL, bare, form, overlong, overlong_arabic
from .declared import arabic_texts, assert_declares, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from damancom_reflex.documents.job_loss import ClaimFormPaper
    from damancom_reflex.i18n import Translator

    Make = Callable[[], ClaimFormPaper]

FR = translator("fr")
VIEWS = {"full": form, "bare": bare, "overlong": overlong, "overlong_arabic": overlong_arabic}
ROOM_TO_SIGN = 15.0
MOST_BYTES = 150_000


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest) -> ClaimFormPaper:
    return VIEWS[request.param]()


def test_it_is_titled_for_its_reader_and_written_in_french(tr: Translator):
    title = {
        "fr": "Demande d'indemnité pour perte d'emploi",
        "ar": "طلب التعويض عن فقدان الشغل",
    }[tr.language]
    assert_declares(
        claim_form_pdf(form(), tr),
        f"{title} IP-2023-7K3M-Q9XT",
        "Société Atlas Négoce et Travaux SARL (4317542)",
        FILED,
    )


def test_arabic_is_declared_as_such():
    assert arabic_texts(claim_form_pdf(form(), FR)) > 30


def test_it_says_what_was_filed():
    said = reading.text(claim_form_pdf(form(), FR))
    for words in (
        "310-1-26",
        "IP-2023-7K3M-Q9XT",
        "08/11/2023",
        "Société Atlas Négoce et Travaux SARL",
        "4317542",
        "112345678",
        "BK412876",
        "07012019",
        "BENKIRANE EL ALAOUI",
        "Fatima-Zahra",
        "30102023",
        "10/2020 – 09/2023",
        "10/2022 – 09/2023",
        "884 / 780",
        "299 / 260",
        "36 derniers mois",
        "12 derniers mois",
        URL,
    ):
        assert words in said, words


def test_names_stand_in_both_scripts():
    said = reading.text(claim_form_pdf(form(), FR))
    # Readers turn some right-to-left lines round: letters count, not their order.
    for words in ("بنكيران العلوي", "فاطمة الزهراء"):
        assert any(way in said for way in (words, " ".join(reversed(words.split()))))


def test_the_reason_is_ticked_and_no_other():
    tops: list[float] = []
    for code, reason in job_loss_reasons().items():
        with reading.Positions(claim_form_pdf(form(reason_code=code), FR)) as positions:
            assert positions.ticked(reason.text_fr)
            (mark,) = positions.all("✓")
            tops.append(mark.top)
    assert tops == sorted(set(tops)), "one below the other, in the order of the list"


def test_a_reason_that_is_not_on_the_list_ticks_nothing():
    with reading.Positions(claim_form_pdf(form(reason_code="of_another_time"), FR)) as positions:
        assert positions.all("✓") == []


def test_papers_to_bring_are_listed():
    said = reading.text(claim_form_pdf(form(), FR))
    for words in (
        "Ce formulaire, signé et cacheté",
        "Copie de la pièce d'identité",
        "Procès-verbal de l'inspecteur du travail",
        "Copie du contrat de travail",
    ):
        assert words in said


def test_what_is_not_known_is_left_to_be_written_in():
    said = reading.text(claim_form_pdf(bare(), FR))
    assert "None" not in said
    assert "/ 780" not in said


@pytest.mark.parametrize("lines", ["a\nb", "a\r\n\r\nb", " a \t b "])
def test_a_late_reason_is_one_text(lines: str):
    said = reading.text(claim_form_pdf(form(late_reason=lines), FR))
    assert "a b" in said


def test_it_is_one_upright_page_within_its_margins(view: ClaimFormPaper):
    content = claim_form_pdf(view, FR)
    (page,) = read(content).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    reading.assert_inside(content)


def test_there_is_always_room_for_both_to_sign(view: ClaimFormPaper):
    with reading.Positions(claim_form_pdf(view, FR)) as positions:
        foot = positions.first("Suivre cette demande")
        labels = positions.all("signature")[-2:]
        assert abs(labels[0].top - labels[1].top) < 1
        assert foot.top - labels[0].bottom >= ROOM_TO_SIGN


def test_the_code_leads_to_the_claim(view: ClaimFormPaper):
    (picture,) = reading.pictures(claim_form_pdf(view, FR), scale=3)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


def test_a_late_reason_of_five_hundred_letters_is_whole():
    said = reading.text(claim_form_pdf(overlong(), FR))
    assert overlong().late_reason.strip()[-30:] in said


def test_it_is_light(view: ClaimFormPaper):
    assert len(claim_form_pdf(view, FR)) <= MOST_BYTES


def test_it_stands_the_same_way_whatever_the_reader_reads():
    french, arabic = (claim_form_pdf(form(), translator(language)) for language in ("fr", "ar"))
    assert reading.looks(french) == reading.looks(arabic)


def test_the_same_view_gives_the_same_bytes_and_another_does_not(tr: Translator):
    content = claim_form_pdf(form(), tr)
    assert claim_form_pdf(form(), tr) == content
    for other in (
        replace(form(), created_at=FILED + timedelta(seconds=1)),
        replace(form(), revision=2),
    ):
        assert claim_form_pdf(other, tr) != content
