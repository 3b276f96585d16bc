"""How a page is looked at: axe finds nothing, and nothing scrolls sideways, however narrow the screen."""

from __future__ import annotations

import re
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from damancom_reflex.routing import PAGES
from tests.browser.journeys import Person

RULES: Final[dict[str, object]] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
CONTRAST: Final[dict[str, object]] = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
AT_REST: Final = """() => Promise.race([
  Promise.allSettled(document.getAnimations().map(moving => moving.finished)),
  new Promise(enough => setTimeout(enough, 1000)),
])"""
WIDE: Final = (1280, 900)
NARROW: Final = (390, 844)
NARROWEST: Final = (320, 640)
TITLES: Final = {page.address: page.title for page in PAGES}
ENROLMENT_PAGES: Final = tuple(address for address in TITLES if address.split("/")[0] == "adhesion")
"""Pages of the map that `test_enrolment_accessibility` opens."""
CLAIM_PAGES: Final = tuple(address for address in TITLES if address.split("/")[0] == "ipe")
"""Pages of the map that `test_claim_accessibility` opens."""

REVIEW_PAGES: Final = tuple(address for address in TITLES if address.startswith("equipe/dossier"))
"""Pages of the map that `review.test_review` opens."""

STAFF_PAGES: Final = tuple(
    address
    for address in TITLES
    if address.startswith("connexion/equipe")
    or address
    in ("equipe", "equipe/agents", "equipe/chiffres", "equipe/codes-de-secours", "equipe/journal")
)
"""Pages of the map that `test_staff_sign_in` opens."""

DEBIT_PAGES: Final = tuple(address for address in TITLES if address == "equipe/prelevements")
"""The page of the map that `test_debit_files` opens."""


def violations(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """What axe finds, one line each, with the first element it is about."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    # A colour on its way to another one is nobody's choice.
    page.evaluate(AT_REST)
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [
        f"{item['id']}: {item['help']} – {len(item['nodes'])} × {item['nodes'][0]['html'][:160]}"
        for item in found
    ]


def is_clean(person: Person, *sizes: tuple[int, int]) -> None:
    """Axe finds nothing at these sizes, in the dark too, and only tables scroll sideways, however narrow the screen."""
    for size in sizes:
        resize(person, size)
        found = violations(person.page)
        assert not found, f"{person.page.url} at {size[0]} px: {found}"
        fits(person)
    _reads_in_the_dark(person)
    resize(person, NARROWEST)
    fits(person)


def _reads_in_the_dark(person: Person) -> None:
    """Every word stands out from what is behind it for who asked their machine for dark pages."""
    person.page.emulate_media(color_scheme="dark")
    expect(person.page.locator("html")).to_have_class(re.compile(r"\bdark\b"))
    found = violations(person.page, CONTRAST)
    assert not found, f"{person.page.url} in the dark: {found}"
    person.page.emulate_media(color_scheme="light")
    expect(person.page.locator("html")).not_to_have_class(re.compile(r"\bdark\b"))


def resize(person: Person, size: tuple[int, int]) -> None:
    """Look at the page on a screen of another size."""
    person.page.set_viewport_size({"width": size[0], "height": size[1]})


def fits(person: Person) -> None:
    """The page does not scroll sideways; on failure, what sticks out is named."""
    wide = person.page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => !e.closest('.table-scroll') || e.matches('.table-scroll'))
            .filter(e => e.getBoundingClientRect().right > room + 1 || e.getBoundingClientRect().left < -1)
            .map(e => e.outerHTML.slice(0, 120)).slice(0, 3).concat('sideways scroll');
        }"""
    )
    assert wide == [], person.page.url


def settled(person: Person) -> None:
    """The page has its data: nothing says that it is loading."""
    expect(person.page.locator("main h1")).to_have_count(1)
    expect(person.page.locator(".loading-line .loading-spinner")).to_have_count(0)


def is_page(person: Person, address: str) -> None:
    """The page says its language, its direction and its title."""
    root, direction = person.page.locator("html"), person.words.direction
    expect(root).to_have_attribute("lang", person.language)
    expect(root).to_have_attribute("dir", direction)
    expect(person.page).to_have_title(f"{person.words(TITLES[address])} – Damancom")
