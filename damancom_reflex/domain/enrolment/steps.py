"""The five steps of adhésion, and what each asks for before the next can be opened. SPEC section 6."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.words import Word


class EnrolmentStep(Word):
    """Steps of the wizard, in order."""

    COMPANY = "company"
    REPRESENTATIVE = "representative"
    CONTACT = "contact"
    DELEGATION = "delegation"
    CONFIRMATION = "confirmation"


STEPS: tuple[EnrolmentStep, ...] = tuple(EnrolmentStep)


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What a request holds so far.

    Attributes:
        company_confirmed: « est-ce bien votre entreprise ? » was answered yes.
        representative_known: the identity matches the register, or the new representative is named.
        phone_verified: the mobile number typed was proved by its code.
        email_verified: the e-mail address typed was proved by its code.
        delegation_answered: no delegate, or a delegate whose every field stands.
    """

    company_confirmed: bool = False
    representative_known: bool = False
    phone_verified: bool = False
    email_verified: bool = False
    delegation_answered: bool = False


def complete(step: EnrolmentStep, facts: EnrolmentFacts) -> bool:
    """Whether a step has what it asks for."""
    return {
        EnrolmentStep.COMPANY: facts.company_confirmed,
        EnrolmentStep.REPRESENTATIVE: facts.representative_known,
        EnrolmentStep.CONTACT: facts.phone_verified and facts.email_verified,
        EnrolmentStep.DELEGATION: facts.delegation_answered,
        EnrolmentStep.CONFIRMATION: False,
    }[step]


def reachable(step: EnrolmentStep, facts: EnrolmentFacts) -> bool:
    """Whether a step may be opened: every step before it is complete."""
    return all(complete(earlier, facts) for earlier in STEPS[: STEPS.index(step)])


def next_step(facts: EnrolmentFacts) -> EnrolmentStep:
    """Step to open on return: the first that lacks something."""
    return next(step for step in STEPS if not complete(step, facts))
