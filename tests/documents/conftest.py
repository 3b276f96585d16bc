"""The two languages of documents, and agreements made once for many tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from damancom_reflex.documents import AgreementView, agreement_pdf
from damancom_reflex.i18n import Language, Translator, translator

from .factories import AR, FOUR_MONTHS, SIXTY_MONTHS, agreement, guide, largest

if TYPE_CHECKING:
    from collections.abc import Callable

Made = tuple["AgreementView", bytes]


@pytest.fixture(params=["fr", "ar"])
def tr(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


@pytest.fixture
def full(tr: Translator) -> Made:
    return made(tr.language, "full")


@pytest.fixture
def instalments(tr: Translator) -> Made:
    return made(tr.language, "instalments")


@pytest.fixture
def longest(tr: Translator) -> Made:
    return made(tr.language, "longest")


@cache
def made(language: Language, kind: str) -> Made:
    """A view and its document: `full`, `instalments` (four months) or `longest` (659 periods, sixty months)."""
    texts = AR if language == "ar" else {}
    builders: dict[str, Callable[[], AgreementView]] = {
        "full": lambda: agreement(guide("guide-full"), **texts),
        "instalments": lambda: agreement(guide("guide-instalments-4"), FOUR_MONTHS, **texts),
        "longest": lambda: agreement(largest(), SIXTY_MONTHS, **texts),
    }
    view = builders[kind]()
    return view, agreement_pdf(view, translator(language))
