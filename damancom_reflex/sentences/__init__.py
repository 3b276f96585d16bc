"""One clear sentence for each way a rule, a service or a form says no, by its stable code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Translator, mark
from damancom_reflex.sentences import adhesion, job_loss, recouvrement, review, sign_in

FALLBACK: Final = mark("Nous n'avons pas pu faire ce que vous demandez. Réessayez dans un instant.")
# Figures that are centimes, wherever they come from.
AMOUNTS: Final = frozenset({"amount", "highest", "lowest", "smallest"})

SENTENCES: Final[dict[str, str]] = {
    code: text
    for part in (sign_in, adhesion, recouvrement, job_loss, review)
    for code, text in part.SENTENCES.items()
}
"""Sentence of each code, whatever says it; no code has two."""


def sentence(code: str, _: Translator, **params: object) -> str:
    """The sentence for `code` in the translator's language; moments and amounts in `params` are written out.

    An unknown code (a forged address, a newer server) or a missing figure gets a sentence that is always true.
    """
    msgid = SENTENCES.get(code, FALLBACK)
    try:
        return _(msgid).format(**{name: _written(name, value, _) for name, value in params.items()})
    except (KeyError, IndexError):
        return _(FALLBACK)


def _written(name: str, value: object, _: Translator) -> object:
    if isinstance(value, datetime):
        return _.ltr(_.moment(value))
    if isinstance(value, date):
        return _.ltr(_.day(value))
    if name in AMOUNTS and isinstance(value, int):
        return _.ltr(f"{format_amount(value)}\u00a0MAD")
    return value
