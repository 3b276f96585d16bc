"""The history as a file: the rows of the list, in the page's language; told when cut."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from damancom_reflex.i18n import LANGUAGES, Language, translator
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import STATUS_WORDS, ClaimsWanted, exports
from damancom_reflex.store.accounts import Role
from tests.conftest import ON_BOTH_DATABASES
from tests.documents.sheets import sheet_of
from tests.factories import actor, an_account
from tests.services.job_loss.claimants import TODAY, Desk, a_claim, a_desk, a_person
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day, statements

ALL = ClaimsWanted()


def lines(content: bytes) -> list[list[str]]:
    """Cells of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def refused(desk: Desk) -> str:
    """Reference of a refused claim for a person with Arabic names."""
    person = await a_person(
        desk, number="198765432", cin="AB1", surname_ar="العلمي", first_name_ar="سارة"
    )
    claim = await a_claim(
        desk,
        person,
        status="REFUSED",
        status_day=date(2023, 11, 20),
        decision_code="file_incomplete",
    )
    return claim.reference


@ON_BOTH_DATABASES
async def test_a_file_has_the_columns_of_the_table_in_french(database: str):
    await on_business_day(TODAY)
    desk = await a_desk()
    reference = await refused(desk)
    made = await job_loss.export_csv(desk.actor, ALL, "fr")
    assert (made.day, made.rows, made.total, made.cut) == (TODAY, 1, 1, False)
    assert lines(made.content) == [
        [
            *("Référence", "Immatriculation", "CIN", "Nom", "Prénom", "Numéro d'affiliation"),
            *("Motif de la perte", "Date de la perte", "Situation", "Date de la situation"),
            "Motif du refus",
        ],
        [
            *(reference, "198765432", "AB1", "Alami", "Sara", desk.affiliate.number),
            *("Fermeture de l'entreprise ou de l'établissement", "30/10/2023"),
            *("Refusée", "20/11/2023", "Le dossier est resté incomplet."),
        ],
    ]


async def test_an_arabic_file_has_arabic_words_and_names(desk: Desk):
    await refused(desk)
    await a_claim(desk)
    made = await job_loss.export_csv(desk.actor, ClaimsWanted(descending=False), "ar")
    _, first, second = lines(made.content)
    assert first[3:5] == ["العلمي", "سارة"]
    assert first[6] == "إغلاق المقاولة أو المؤسسة"
    assert first[10] == "بقي الملف ناقصا."
    # Names that are not on record in Arabic stay as they are.
    assert second[3:5] == ["Alami", "Sara"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_both_files_say_the_same(desk: Desk, language: Language):
    await refused(desk)
    (heads, row) = lines((await job_loss.export_csv(desk.actor, ALL, language)).content)
    sheet = sheet_of((await job_loss.export_xlsx(desk.actor, ALL, language)).content)
    letters = "ABCDEFGHIJK"
    assert [sheet.cells[f"{letter}1"] for letter in letters] == heads
    days = {"H": "45229", "J": "45250"}
    for letter, cell in zip(letters, row, strict=True):
        assert sheet.cells[f"{letter}2"] == days.get(letter, cell)
    assert sheet.from_the_right == (language == "ar")


async def test_every_state_has_its_word(desk: Desk):
    for status in STATUS_WORDS:
        await a_claim(desk, status=status.value)
    made = await job_loss.export_csv(
        desk.actor, ClaimsWanted(sort="status", descending=False), "fr"
    )
    said = [line[8] for line in lines(made.content)[1:]]
    assert said == [translator("fr")(word) for word in STATUS_WORDS.values()]


async def test_the_file_holds_the_list_that_is_searched_filtered_and_sorted(desk: Desk):
    persons = [await a_person(desk, surname=name) for name in ("Zahi", "Alami", "Berrada")]
    for person in persons:
        await a_claim(desk, person, status="ACCEPTED")
        await a_claim(desk, person, status="WITHDRAWN")
    wanted = ClaimsWanted(search="a", status="ACCEPTED", sort="surname", descending=False)
    made = await job_loss.export_csv(desk.actor, wanted, "fr")
    assert [line[3] for line in lines(made.content)[1:]] == ["Alami", "Berrada", "Zahi"]


async def test_a_name_that_looks_like_a_formula_is_none(desk: Desk):
    await a_claim(desk, await a_person(desk, surname="=cmd|'/c calc'!A1", cin="@SUM(1)"))
    row = lines((await job_loss.export_csv(desk.actor, ALL, "fr")).content)[1]
    assert row[2:4] == ["'@SUM(1)", "'=cmd|'/c calc'!A1"]
    sheet = sheet_of((await job_loss.export_xlsx(desk.actor, ALL, "fr")).content)
    assert sheet.cells["D2"] == "=cmd|'/c calc'!A1"
    assert not sheet.formulas


async def test_a_list_that_is_too_long_is_cut_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(exports, "MOST_EXPORTED", 2)
    for _ in range(2):
        await a_claim(desk)
    whole = await job_loss.export_csv(desk.actor, ALL, "fr")
    assert (whole.rows, whole.total, whole.cut) == (2, 2, False)
    await a_claim(desk)
    made = await job_loss.export_csv(desk.actor, ALL, "fr")
    assert (made.rows, made.total, made.cut) == (2, 3, True)
    assert lines(made.content)[-1] == [
        "Seules les 2 premières demandes sont ici, sur 3. Affinez la recherche."
    ]
    sheet = sheet_of((await job_loss.export_xlsx(desk.actor, ALL, "fr")).content)
    assert sheet.cells["A4"].startswith("Seules les 2 premières")


async def test_a_long_list_is_read_in_parts_and_comes_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(exports, "_AT_ONCE", 3)
    made = [await a_claim(desk) for _ in range(10)]
    found = lines((await job_loss.export_csv(desk.actor, ALL, "fr")).content)[1:]
    assert [line[0] for line in found] == [claim.reference for claim in reversed(made)]


async def test_a_file_costs_two_statements_however_many_rows(desk: Desk):
    for _ in range(12):
        await a_claim(desk)
    with statements() as sent:
        await job_loss.export_xlsx(desk.actor, ALL, "fr")
    assert len(sent) == 2


async def test_nobody_takes_the_claims_of_another_and_staff_take_none(desk: Desk):
    await a_claim(desk)
    stranger = await a_desk()
    assert (await job_loss.export_csv(stranger.actor, ALL, "fr")).total == 0
    officer = await an_account(role=Role.CLAIMS_OFFICER.value)
    for export in (job_loss.export_csv, job_loss.export_xlsx):
        assert await outcome(export(actor(officer), ALL, "fr")) == "not_allowed"
