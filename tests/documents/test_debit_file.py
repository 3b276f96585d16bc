"""The debits of a day as files: pain.008 holds against its schema for any name, CSV holds no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.documents.debit_file import DebitLine, DebitSheet, debits_csv, debits_xml
from damancom_reflex.i18n import translator

CREDITOR = "011519000001205000534921"
RIB = "001810007800020110620318"
DAY = date(2023, 12, 11)


def line(**given: Any) -> DebitLine:
    """A debit of the guide's second plan."""
    return DebitLine(
        **{
            "reference": "DR-2023-7K3M-Q9XT",
            "number": 1,
            "count": 2,
            "affiliate_number": "4317542",
            "legal_name": "Atelier Zellige SARL",
            "rib": RIB,
            "amount": 8_475_28,
            "signed": date(2023, 11, 8),
            "due": date(2023, 12, 8),
            **given,
        }
    )


def sheet(lines: Sequence[DebitLine]) -> DebitSheet:
    moment = datetime(2023, 12, 11, 8, 30, 15, tzinfo=UTC)
    return DebitSheet("PR-20231211", DAY, moment, CREDITOR, lines)


@lru_cache(maxsize=1)
def schema() -> xmlschema.XMLSchema:
    """The schema of ISO 20022, as a library of payments carries it."""
    with as_file(files("sepaxml") / "schemas" / "pain.008.001.02.xsd") as path:
        return xmlschema.XMLSchema(path)


def read(found: bytes) -> dict[str, Any]:
    """The file, once it holds against its schema."""
    schema().validate(found)
    decoded = schema().decode(found)
    assert isinstance(decoded, dict)
    return decoded["CstmrDrctDbtInitn"]


LINES = st.builds(
    line,
    reference=st.from_regex(
        r"DR-20[0-9]{2}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", fullmatch=True
    ),
    number=st.integers(1, 120),
    count=st.integers(1, 120),
    legal_name=st.text(min_size=1, max_size=200).filter(lambda text: text.strip()),
    rib=st.from_regex(r"[0-9]{24}", fullmatch=True),
    amount=st.integers(1, 10**13),
    signed=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)


@given(lines=st.lists(LINES, min_size=1, max_size=5))
def test_the_file_holds_against_its_schema_and_adds_up(lines: list[DebitLine]) -> None:
    found = read(debits_xml(sheet(lines)))
    total = sum(item.amount for item in lines)
    for part in (found["GrpHdr"], found["PmtInf"][0]):
        assert part["NbOfTxs"] == str(len(lines))
        assert part["CtrlSum"] * 100 == total
    debits = found["PmtInf"][0]["DrctDbtTxInf"]
    assert sum(debit["InstdAmt"]["$"] for debit in debits) * 100 == total
    assert {debit["InstdAmt"]["@Ccy"] for debit in debits} == {"MAD"}


def test_a_debit_says_whose_it_is_from_end_to_end() -> None:
    found = read(debits_xml(sheet([line()])))
    assert found["GrpHdr"]["MsgId"] == "PR-20231211"
    assert found["GrpHdr"]["CreDtTm"] == "2023-12-11T08:30:15"
    payment = found["PmtInf"][0]
    assert (payment["PmtMtd"], payment["ReqdColltnDt"]) == ("DD", "2023-12-11")
    assert payment["CdtrAcct"]["Id"]["Othr"]["Id"] == CREDITOR
    (debit,) = payment["DrctDbtTxInf"]
    assert debit["PmtId"]["EndToEndId"] == "DR-2023-7K3M-Q9XT-1"
    assert debit["DrctDbtTx"]["MndtRltdInf"] == {
        "MndtId": "DR-2023-7K3M-Q9XT",
        "DtOfSgntr": "2023-11-08",
    }
    assert debit["DbtrAcct"]["Id"]["Othr"]["Id"] == RIB
    assert debit["DbtrAgt"]["FinInstnId"]["ClrSysMmbId"]["MmbId"] == "001"
    assert debit["Dbtr"]["Nm"] == "Atelier Zellige SARL"


@pytest.mark.parametrize(
    ("number", "count", "sequence"),
    [(1, 1, "OOFF"), (1, 3, "FRST"), (2, 3, "RCUR"), (3, 3, "FNAL")],
)
def test_a_debit_tells_its_place_in_the_plan(number: int, count: int, sequence: str) -> None:
    found = read(debits_xml(sheet([line(number=number, count=count)])))
    (debit,) = found["PmtInf"][0]["DrctDbtTxInf"]
    assert debit["PmtTpInf"]["SeqTp"] == sequence


def test_a_name_that_cannot_be_written_leaves_the_number() -> None:
    found = read(debits_xml(sheet([line(legal_name="\x1b\x00")])))
    assert found["PmtInf"][0]["DrctDbtTxInf"][0]["Dbtr"]["Nm"] == "4317542"


def test_the_schema_refuses_what_is_not_a_debit_file() -> None:
    broken = debits_xml(sheet([line()])).replace(b"<PmtMtd>DD</PmtMtd>", b"<PmtMtd>XX</PmtMtd>")
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema().validate(broken)


def rows(found: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(found.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_csv_says_the_same_and_is_counted(language: str) -> None:
    found = rows(debits_csv(sheet([line(), line(number=2)]), translator(language)))  # type: ignore[arg-type]
    heads, first, _, closing = found
    assert len(heads) == len(first) == 10
    assert first == [
        *("PR-20231211", "1", "DR-2023-7K3M-Q9XT", "1/2", "4317542", "Atelier Zellige SARL"),
        *(RIB, "8475,28", "08/12/2023", "11/12/2023"),
    ]
    assert "16\u00a0950,56" in closing[0]


def test_one_debit_is_counted_as_one() -> None:
    closing = rows(debits_csv(sheet([line()]), translator("fr")))[-1]
    assert closing[0].startswith("1 prélèvement, ")


@pytest.mark.parametrize("name", ["=1+1", "+212", "-5", "@SUM(A1)", " =cmd", "\t=1"])
def test_no_name_becomes_a_formula(name: str) -> None:
    (_, first, _) = rows(debits_csv(sheet([line(legal_name=name)]), translator("fr")))
    assert first[5].startswith("'")
