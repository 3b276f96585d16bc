"""The terms: shown in both languages, accepted for one very plan."""

from __future__ import annotations

from dataclasses import replace

from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Language
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.held import held
from damancom_reflex.services.recouvrement.drafts import saved
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.opening import load, look
from damancom_reflex.services.recouvrement.views import DraftView, TermsView
from damancom_reflex.store.engine import writing


async def terms(actor: Actor, draft_id: str) -> TermsView:
    """The current terms of the mode chosen.

    Raises:
        Refused: the step's refusals.
    """
    found = await look(actor, draft_id)
    found.at(RemissionStep.TERMS)
    return replace(_current(found), accepted=found.facts().terms_accepted, plan=found.fingerprint())


async def accept_terms(
    actor: Actor, draft_id: str, language: Language, shown: str = ""
) -> DraftView:
    """Accept the current terms for the plan as it stands; any later change of it asks again.

    Args:
        actor: who accepts.
        draft_id: the draft.
        language: language in which the page was shown.
        shown: fingerprint of the plan the page showed (`TermsView.plan`); empty for whatever stands.

    Raises:
        Refused: `plan_changed` when another tab changed it since; the step's refusals.
    """
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.TERMS)
        found.as_shown(shown)
        found.draft.terms_id = _current(found).id
        found.draft.terms_accepted_at = found.now
        found.draft.terms_language = language
        found.draft.terms_fingerprint = found.fingerprint()
        return saved(found)


def _current(found: Journey) -> TermsView:
    # The step is reached only with a mode, and every mode has its terms.
    return held(found.terms, "the terms of the mode")
