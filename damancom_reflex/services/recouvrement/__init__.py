"""Recouvrement: from the debt to a signed remission or payment plan. SPEC section 5.

Every function takes the actor first and re-checks what it may do. Plain values come out, never rows; what is refused
is a `DomainError` with a stable code.
"""

from damancom_reflex.services.recouvrement.affiliates import affiliations
from damancom_reflex.services.recouvrement.bank import (
    add_bank_account,
    bank_accounts,
    choose_bank_account,
)
from damancom_reflex.services.recouvrement.consent import accept_terms, terms
from damancom_reflex.services.recouvrement.drafts import (
    accept_guarantees,
    begin,
    choose_affiliate,
    choose_mode,
    debt,
    draft,
)
from damancom_reflex.services.recouvrement.life import life
from damancom_reflex.services.recouvrement.papers import (
    agreement,
    calendar_file,
    simulation_pdf,
    verification_url,
)
from damancom_reflex.services.recouvrement.plans import (
    lines,
    missed,
    plan,
    solve_budget,
    type_plan,
)
from damancom_reflex.services.recouvrement.signed import (
    missed_of,
    request,
    requests,
    verification,
)
from damancom_reflex.services.recouvrement.signing import sign
from damancom_reflex.services.recouvrement.wording import STATUS_WORDS, status_word

__all__ = [
    "STATUS_WORDS",
    "accept_guarantees",
    "accept_terms",
    "add_bank_account",
    "affiliations",
    "agreement",
    "bank_accounts",
    "begin",
    "calendar_file",
    "choose_affiliate",
    "choose_bank_account",
    "choose_mode",
    "debt",
    "draft",
    "life",
    "lines",
    "missed",
    "missed_of",
    "plan",
    "request",
    "requests",
    "sign",
    "simulation_pdf",
    "solve_budget",
    "status_word",
    "terms",
    "type_plan",
    "verification",
    "verification_url",
]
