"""The bank debits of a day as files: a CSV for people, ISO 20022 pain.008.001.02 for the bank.

Source of the form: ISO 20022, CustomerDirectDebitInitiationV02. Accounts stand as RIB under `Othr`: no rule of the
Moroccan banks asks for an IBAN inside the country. No library in use writes that: those found write SEPA's own profile,
with euros, IBAN and BIC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from damancom_reflex.documents.tables import Cell, Table, csv_file
from damancom_reflex.domain.money import format_amount, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from damancom_reflex.i18n import Translator

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02"
CURRENCY: Final = "MAD"
CREDITOR: Final = "Caisse nationale de sécurité sociale"
_LONGEST_NAME: Final = 140
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class DebitLine:
    """One debit.

    Attributes:
        reference: of the request, and of the authorisation that its signature gave.
        number: of the instalment, from 1.
        count: how many instalments there are.
        affiliate_number: the debtor's.
        legal_name: the debtor's.
        rib: account to be debited, 24 digits.
        amount: centimes.
        signed: day the request was signed.
        due: day of the instalment in what was signed.
    """

    reference: str
    number: int
    count: int
    affiliate_number: str
    legal_name: str
    rib: str
    amount: int
    signed: date
    due: date

    @property
    def key(self) -> str:
        """What names the debit from end to end, 35 characters at most."""
        return f"{self.reference}-{self.number}"

    @property
    def sequence(self) -> str:
        """Its place among the debits of one authorisation, in the words of ISO 20022."""
        if self.count == 1:
            return "OOFF"
        return "FRST" if self.number == 1 else "FNAL" if self.number == self.count else "RCUR"


@dataclass(frozen=True, slots=True)
class DebitSheet:
    """The debits of one working day.

    Attributes:
        number: of the file.
        day: working day on which the bank takes them.
        produced_at: when the file was made, aware.
        creditor_rib: account they are paid into.
        lines: the debits, in their order.
    """

    number: str
    day: date
    produced_at: datetime
    creditor_rib: str
    lines: Sequence[DebitLine]

    @property
    def total(self) -> int:
        """Sum of the debits, centimes."""
        return sum(line.amount for line in self.lines)


def debits_csv(sheet: DebitSheet, _: Translator) -> bytes:
    """The debits as a table for a spreadsheet; nothing in it can become a formula."""
    closing = _.plural(
        "{n} prélèvement, {total} MAD",
        "{n} prélèvements, {total} MAD",
        len(sheet.lines),
        total=format_amount(sheet.total),
    )
    return csv_file(
        Table(
            title=_("Prélèvements"),
            language=_.language,
            heads=(
                _("Fichier"),
                _("Ligne"),
                _("Référence"),
                _("Échéance"),
                _("Numéro d'affiliation"),
                _("Raison sociale"),
                _("RIB"),
                _("Montant (MAD)"),
                _("Date de l'échéance"),
                _("Date du prélèvement"),
            ),
            rows=[_cells(sheet, place, line) for place, line in enumerate(sheet.lines, 1)],
            closing=closing,
        )
    )


def debits_xml(sheet: DebitSheet) -> bytes:
    """The debits as pain.008.001.02, UTF-8."""
    root = ET.Element("Document", {"xmlns": NAMESPACE})
    message = _under(root, "CstmrDrctDbtInitn")
    header = _under(message, "GrpHdr")
    _under(header, "MsgId", sheet.number)
    _under(header, "CreDtTm", sheet.produced_at.replace(tzinfo=None).isoformat(timespec="seconds"))
    _sums(header, sheet)
    _under(_under(header, "InitgPty"), "Nm", CREDITOR)
    payment = _under(message, "PmtInf")
    _under(payment, "PmtInfId", sheet.number)
    _under(payment, "PmtMtd", "DD")
    _sums(payment, sheet)
    _under(payment, "ReqdColltnDt", sheet.day.isoformat())
    _under(_under(payment, "Cdtr"), "Nm", CREDITOR)
    _account(payment, "CdtrAcct", sheet.creditor_rib)
    _bank(payment, "CdtrAgt", sheet.creditor_rib)
    for line in sheet.lines:
        _debit(payment, line)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True)


def _cells(sheet: DebitSheet, place: int, line: DebitLine) -> tuple[Cell, ...]:
    return (
        sheet.number,
        str(place),
        line.reference,
        f"{line.number}/{line.count}",
        line.affiliate_number,
        line.legal_name,
        line.rib,
        plain(line.amount).replace(".", ","),
        line.due,
        sheet.day,
    )


def _debit(payment: ET.Element, line: DebitLine) -> None:
    debit = _under(payment, "DrctDbtTxInf")
    _under(_under(debit, "PmtId"), "EndToEndId", line.key)
    _under(_under(debit, "PmtTpInf"), "SeqTp", line.sequence)
    _under(debit, "InstdAmt", plain(line.amount)).set("Ccy", CURRENCY)
    mandate = _under(_under(debit, "DrctDbtTx"), "MndtRltdInf")
    _under(mandate, "MndtId", line.reference)
    _under(mandate, "DtOfSgntr", line.signed.isoformat())
    _bank(debit, "DbtrAgt", line.rib)
    # The schema wants a name: a register that holds none that can be written leaves the number.
    name = _UNWRITABLE.sub("", line.legal_name)[:_LONGEST_NAME] or line.affiliate_number
    _under(_under(debit, "Dbtr"), "Nm", name)
    _account(debit, "DbtrAcct", line.rib)
    words = f"{line.reference} {line.number}/{line.count} CNSS {line.affiliate_number}"
    _under(_under(debit, "RmtInf"), "Ustrd", words)


def _sums(parent: ET.Element, sheet: DebitSheet) -> None:
    """Count and sum, which the bank checks before anything else."""
    _under(parent, "NbOfTxs", str(len(sheet.lines)))
    _under(parent, "CtrlSum", plain(sheet.total))


def _account(parent: ET.Element, name: str, rib: str) -> None:
    other = _under(_under(_under(parent, name), "Id"), "Othr")
    _under(other, "Id", rib)
    _under(_under(other, "SchmeNm"), "Prtry", "RIB")


def _bank(parent: ET.Element, name: str, rib: str) -> None:
    """A bank, by the code that begins its RIBs."""
    found = _under(_under(parent, name), "FinInstnId")
    _under(_under(found, "ClrSysMmbId"), "MmbId", rib[:3])


def _under(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child
