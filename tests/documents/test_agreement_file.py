"""The agreement as a file: what it declares, its weight, its stability."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject

from damancom_reflex.documents import agreement_pdf

from .declared import read
from .factories import SIGNED

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator

    from .conftest import Made


def test_title_language_and_author_are_declared(full: Made, tr: Translator):
    reader = read(full[1])
    assert reader.metadata is not None
    assert reader.metadata.title == f"{tr('Accord de remise')} {full[0].reference}"
    assert reader.metadata.author == "Damancom"
    assert reader.metadata.producer == "Damancom"
    assert full[0].legal_name in str(reader.metadata.subject)
    assert reader.metadata.creation_date == SIGNED
    catalog = reader.root_object
    assert catalog["/Lang"] == tr.language
    assert inside(catalog, "/ViewerPreferences")["/DisplayDocTitle"] == BooleanObject(value=True)


def test_outline_leads_to_each_section(instalments: Made, tr: Translator):
    outline = read(instalments[1]).outline
    titles = [str(entry.title) for entry in outline if not isinstance(entry, list)]
    assert titles[0] == tr("Résumé")
    assert tr("Échéancier") in titles
    assert titles[-1] == tr("Annexe : calcul de la remise ligne par ligne")


def test_the_same_view_gives_the_same_bytes(full: Made, tr: Translator):
    assert agreement_pdf(full[0], tr) == full[1]


def test_another_moment_of_making_gives_another_file(full: Made, tr: Translator):
    later = replace(full[0], created_at=SIGNED + timedelta(seconds=1))
    assert agreement_pdf(later, tr) != full[1]


def test_it_stays_light(full: Made, instalments: Made, longest: Made):
    assert len(full[1]) <= 100_000
    assert len(instalments[1]) <= 100_000
    assert len(longest[1]) <= 250_000


def test_every_font_is_embedded(full: Made):
    reader = read(full[1])
    fonts = {
        str(name): inside(fonts, name)
        for page in reader.pages
        for fonts in [inside(inside(page, "/Resources"), "/Font")]
        for name in fonts
    }
    assert 2 <= len(fonts) <= 4
    for font in fonts.values():
        assert "/ToUnicode" in font
        (descendant,) = cast("list[IndirectObject]", font["/DescendantFonts"])
        descriptor = inside(cast("DictionaryObject", descendant.get_object()), "/FontDescriptor")
        assert "/FontFile2" in descriptor


def inside(dictionary: DictionaryObject, key: str) -> DictionaryObject:
    return cast("DictionaryObject", dictionary[key])
