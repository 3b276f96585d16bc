"""The forms of adhésion as files: what they declare, their weight, their stability."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from damancom_reflex.documents import (
    debit_form_pdf,
    enrolment_form_pdf,
    enrolment_pack_pdf,
    mandate_pdf,
)
from damancom_reflex.documents.enrolment import wording
from damancom_reflex.i18n import translator

from .declared import arabic_texts, assert_declares, read
from .enrolment_factories import SUBMITTED, bare, heaviest, paper

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator

FR = translator("fr")
TITLES = {
    enrolment_form_pdf: wording.REQUEST,
    debit_form_pdf: wording.DEBIT,
    mandate_pdf: wording.MANDATE,
}
MOST = 400_000


def test_each_form_is_titled_for_its_reader_and_written_in_french(tr: Translator):
    for make, title in TITLES.items():
        assert_declares(
            make(paper(), tr),
            f"{title.of(tr.language)} DA-2023-7K3M-Q9XT",
            "Société Atlas Négoce et Travaux SARL (4317542)",
            SUBMITTED,
        )


def test_arabic_of_a_form_is_declared_as_such():
    assert arabic_texts(enrolment_form_pdf(paper(), FR)) > 20


def test_pack_is_in_the_language_of_its_reader_and_its_forms_in_french(tr: Translator):
    reader = read(enrolment_pack_pdf(paper(), tr))
    assert reader.metadata is not None
    title = tr("Votre dossier d'adhésion")
    assert reader.metadata.title == f"{title} DA-2023-7K3M-Q9XT"
    assert reader.root_object["/Lang"] == tr.language
    for page in reader.pages[1:]:
        drawn = page.get_contents()
        assert drawn is not None
        assert b"/Lang (fr)" in drawn.get_data()


def test_outline_of_the_pack_leads_to_each_paper(tr: Translator):
    outline = read(enrolment_pack_pdf(paper(), tr)).outline
    titles = [str(entry.title) for entry in outline if not isinstance(entry, list)]
    assert [title for title in titles if title in {words.fr for words in TITLES.values()}] == [
        words.fr for words in TITLES.values()
    ]
    assert titles[0] == tr("Ce qu'il faut apporter")


def test_three_forms_together_stay_light(tr: Translator):
    view = paper(heaviest())
    assert sum(len(make(view, tr)) for make in TITLES) <= MOST
    assert len(enrolment_pack_pdf(view, tr)) <= MOST


def test_the_same_view_gives_the_same_bytes(tr: Translator):
    for make in (*TITLES, enrolment_pack_pdf):
        assert make(paper(), tr) == make(paper(), tr)


def test_another_moment_or_revision_gives_another_file():
    content = enrolment_form_pdf(paper(), FR)
    later = replace(paper(), created_at=SUBMITTED + timedelta(seconds=1))
    assert enrolment_form_pdf(later, FR) != content
    assert enrolment_form_pdf(paper(revision=2), FR) != content


def test_there_is_no_mandate_without_a_delegate():
    with pytest.raises(ValueError, match="DA-2023-7K3M-Q9XT"):
        mandate_pdf(paper(bare()), FR)
