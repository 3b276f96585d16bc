"""One portal and one Chromium for all browser tests; a fresh profile for each, signed in beforehand."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from damancom_reflex.i18n import Language
from tests.browser.claims import Claims, Employer
from tests.browser.dossiers import Dossier, Dossiers
from tests.browser.enrolling import Applicant
from tests.browser.journeys import Person, persona
from tests.browser.records import Records
from tests.portal import Portal

QUIET = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = (1280, 900)
PATIENCE = 10_000

APPLICANT = "damancom_applicant"
"""Cookie that opens the requests of a browser."""

Profile = Callable[..., BrowserContext]
SignIn = Callable[[str], Person]


class Enter(Protocol):
    """Open a profile as a persona, or as nobody."""

    def __call__(
        self, identifier: str = "", language: Language = "fr", size: tuple[int, int] = WIDE
    ) -> Person:
        """Somebody at a screen of that size."""
        ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the browser."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo portal, served for all tests of the session; it believes the address a test says it comes from."""
    made = Portal(tmp_path_factory.mktemp("portal"), TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


@pytest.fixture
def own_portal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Portal]:
    """A portal that this test may kill, or move the calendar of; with the settings it is given."""
    given: dict[str, str] = getattr(request, "param", {})
    made = Portal(tmp_path / "portal", TRUSTED_PROXY_HOPS="1", **given).start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def records(portal: Portal) -> Records:
    """The rows behind the portal."""
    return Records(portal.folder)


@pytest.fixture(autouse=True)
def first_day(request: pytest.FixtureRequest) -> None:
    """Begin on the demo's first day: midnight moves the calendar of the portal that tests share."""
    if "portal" in request.fixturenames:
        request.getfixturevalue("records").back_to_the_first_day()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The real browser."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def addresses() -> Iterator[str]:
    """Client addresses: each profile has its own, so that tests do not use up one another's codes."""
    return (f"10.20.{number // 250}.{1 + number % 250}" for number in itertools.count())


@pytest.fixture(scope="session")
def keys() -> dict[str, StorageState]:
    """Cookies of the personas that have signed in."""
    return {}


@pytest.fixture
def profile(chromium: Browser, addresses: Iterator[str]) -> Iterator[Profile]:
    """Makes fresh profiles, closed at the end of the test; a script error fails it."""
    made: list[BrowserContext] = []
    problems: list[str] = []

    def open_profile(size: tuple[int, int] = WIDE, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="fr-FR",
            accept_downloads=True,
            extra_http_headers={"x-forwarded-for": next(addresses)},
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on(
            "console",
            lambda message: (
                problems.append(message.text)
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        made.append(context)
        return context

    yield open_profile
    for context in made:
        context.close()
    assert problems == []


@pytest.fixture
def enter(
    profile: Profile, portal: Portal, records: Records, keys: dict[str, StorageState]
) -> Enter:
    """Be a persona, in a language, at a screen; signed in before, with nothing left of earlier tests."""

    def as_somebody(
        identifier: str = "", language: Language = "fr", size: tuple[int, int] = WIDE
    ) -> Person:
        if not identifier:
            return Person(profile(size).new_page(), portal.url, language)
        who = persona(identifier)
        records.forget(who)
        if identifier not in keys:
            records.allow_codes()
            somebody = Person(profile().new_page(), portal.url)
            somebody.sign_in(who)
            keys[identifier] = somebody.page.context.storage_state()
        # On a slow machine the suite outlasts a quarter of an hour without a sign from somebody.
        records.idle_for(who, 0)
        context = profile(size, storage_state=keys[identifier])
        return Person(context.new_page(), portal.url, language)

    return as_somebody


class Claimant(Protocol):
    """Open a profile as a persona who claims for an employee."""

    def __call__(
        self, identifier: str, language: Language = "fr", size: tuple[int, int] = WIDE
    ) -> Employer:
        """Somebody at a screen of that size."""
        ...


@pytest.fixture
def sign_in(own_portal: Portal, profile: Profile, language: Language) -> SignIn:
    """Be a persona of this test's own portal, in its language, by the door as it is."""

    def as_somebody(identifier: str) -> Person:
        person = Person(profile().new_page(), own_portal.url, language)
        person.sign_in(persona(identifier))
        return person

    return as_somebody


@pytest.fixture(scope="session")
def all_claims(portal: Portal) -> Claims:
    """The claims of IPE behind the portal, as the demo left them."""
    return Claims(portal.folder)


@pytest.fixture
def claims(all_claims: Claims) -> Claims:
    """The claims behind the portal, without those of earlier tests."""
    all_claims.forget()
    return all_claims


@pytest.fixture
def claim_as(enter: Enter, claims: Claims) -> Claimant:
    """Be a persona who claims, with nothing left of earlier claims."""
    del claims

    def as_employer(
        identifier: str, language: Language = "fr", size: tuple[int, int] = WIDE
    ) -> Employer:
        person = enter(identifier, language, size)
        return Employer(person.page, person.url, person.language)

    return as_employer


class Apply(Protocol):
    """Open a profile as somebody who asks for an account, with the key of their request or of none."""

    def __call__(
        self,
        dossier: Dossier | None = None,
        language: Language = "fr",
        size: tuple[int, int] = WIDE,
    ) -> Applicant:
        """Somebody at a screen of that size."""
        ...


@pytest.fixture(scope="session")
def dossiers(portal: Portal) -> Dossiers:
    """The requests of adhésion behind the portal."""
    return Dossiers(portal.folder)


@pytest.fixture
def apply(profile: Profile, portal: Portal) -> Apply:
    """Be somebody who asks for an account, in a language, at a screen."""

    def as_applicant(
        dossier: Dossier | None = None, language: Language = "fr", size: tuple[int, int] = WIDE
    ) -> Applicant:
        context = profile(size)
        if dossier:
            hold(context, portal, dossier.key)
        return Applicant(context.new_page(), portal.url, language)

    return as_applicant


@pytest.fixture
def page(profile: Profile) -> Page:
    """A tab of a fresh profile, signed out."""
    return profile().new_page()


def hold(context: BrowserContext, portal: Portal, key: str) -> None:
    """Give a browser the key of a request, as the portal's own answer would."""
    context.add_cookies([{"name": APPLICANT, "value": key, "url": portal.url}])
