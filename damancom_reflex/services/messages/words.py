"""How letters show what a row holds."""

from __future__ import annotations

from datetime import date

from damancom_reflex.i18n import Translator
from damancom_reflex.rules import Reason


def day(iso: str, _: Translator) -> str:
    """An ISO day as the language writes it, left-to-right in Arabic too; empty for none."""
    return _.ltr(_.day(date.fromisoformat(iso))) if iso else ""


def why(reason: Reason | None, note: str, _: Translator) -> tuple[str, ...]:
    """A decision's reason on file, what the officer adds, and what can be done; each where there is one."""
    added = (_("Précision de l'agence : {note}", note=note),) if note else ()
    return (reason.text(_.language), *added, reason.advice(_.language)) if reason else added
