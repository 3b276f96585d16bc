"""Where an event comes from: language of the page, its query, its cookies. Claimed by the client, never a proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language, Translator, language_of, translator
from damancom_reflex.sentences import sentence
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.limits import plain_address
from damancom_reflex.web import cookies

LONGEST_WORD = 300
LONGEST_EPOCH = 10
LONGEST_ADDRESS = 45


def language(state: rx.State) -> Language:
    """Language of the page in view."""
    return language_of(urlsplit(str(state.router.url)).path)


def words(state: rx.State) -> Translator:
    """Translator of the page in view."""
    return translator(language(state))


def query(state: rx.State, name: str) -> str:
    """One word of the page's query, empty when it is not there."""
    found = parse_qs(urlsplit(str(state.router.url)).query).get(name, [""])
    # What no row can hold becomes what none has; left out, another word would remain.
    return found[0].replace("\0", "\ufffd").encode(errors="replace").decode()[:LONGEST_WORD]


def answer(state: rx.State) -> str:
    """The sentence for what the last form post answered (`?e=`), empty when it said nothing."""
    code = query(state, "e")
    until = query(state, "a")
    if not code:
        return ""
    moment = (
        {"until": datetime.fromtimestamp(int(until), UTC)}
        if until.isdecimal() and len(until) <= LONGEST_EPOCH
        else {}
    )
    return sentence(code, words(state), **moment)


def sentence_of(state: rx.State, error: DomainError) -> str:
    """What a refusal says, in the language in view."""
    return sentence(error.code, words(state), **error.params)


def cookie(state: rx.State, name: str) -> str:
    """One of our cookies, as the browser held it when it connected."""
    return cookies.read(state.router.headers.cookie, name)


def applicant(state: rx.State) -> Applicant:
    """Who asks for an account: the visitor, with what their browser keeps of a request it began."""
    router = state.router
    visitor = Visitor(
        address=plain_address(router.session.client_ip)[:LONGEST_ADDRESS],
        device=router.headers.user_agent[:LONGEST_WORD],
        language=language(state),
    )
    return Applicant(visitor, cookie(state, cookies.APPLICANT))


def page_address(state: rx.State, page: str, **parts: str) -> str:
    """Address of one of our pages in the language in view."""
    tail = words_of_address(parts)
    return f"/{language(state)}/{page}" + (f"?{tail}" if tail else "")


def words_of_address(parts: Mapping[str, str]) -> str:
    """What stands behind the « ? » of an address; empty values are left out."""
    # Words come from addresses that anybody may write: none of them becomes two.
    return urlencode({key: value for key, value in parts.items() if value}, errors="replace")
