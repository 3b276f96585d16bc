"""Somebody brought to a step of their request, without the clicks that lead there."""

from __future__ import annotations

from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from tests.browser.companies import Company
from tests.browser.conftest import Apply
from tests.browser.dossiers import Dossier, Dossiers
from tests.browser.enrolling import Applicant


def at_step(
    apply: Apply,
    dossiers: Dossiers,
    step: EnrolmentStep,
    language: Language = "fr",
    company: Company | None = None,
    /,
    **typed: str,
) -> tuple[Applicant, Dossier]:
    """Somebody at a step of a new draft, in which `typed` is typed already; and the draft."""
    draft = dossiers.draft(step, company, **typed)
    who = apply(draft, language)
    who.at(step, draft)
    return who, draft
