"""How letters show what a row holds."""

from __future__ import annotations

from datetime import date

from damancom_reflex.i18n import Translator


def day(iso: str, _: Translator) -> str:
    """An ISO day as the language writes it, left-to-right in Arabic too; empty for none."""
    return _.ltr(_.day(date.fromisoformat(iso))) if iso else ""
