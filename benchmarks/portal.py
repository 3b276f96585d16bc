"""The portal as a person feels it, in Chromium on loopback: click to paint, slider to table, weight, Lighthouse.

Figures are distributions on this machine. The simulation is measured on the debt of 659 periods, some 6,000 lines.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from _bare import bare_page
from _painting import REPEATS, Times, timed, to_paint, told
from playwright.sync_api import Page, sync_playwright

import lighthouse
from tests.browser.conftest import QUIET
from tests.browser.journeys import Person, persona
from tests.portal import Portal

LARGEST_DEBT = "minoterie.chaouia"
CLICK_GOAL_MS, SLIDER_GOAL_MS, WEIGHT_GOAL_KB = 20, 50, 190
TURNS = 8
# The bare page took 6.7 ms on the machine the goal of a click was set on.
TIMES_OVER_BARE = round(CLICK_GOAL_MS / 6.7, 1)
PUBLIC_PAGES = (
    ("home", "fr"),
    ("home, Arabic", "ar"),
    ("sign-in", "fr/connexion"),
    ("adhésion, first step", "fr/adhesion/entreprise"),
)
PUBLIC_GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PRIVATE_GOALS = {"performance": 90, "accessibility": 100}
# One month more and one less, in turns; then the slider from a year to four.
STEPS = ((".join button:last-of-type", None), (".join button:first-of-type", None))
BARE_STEPS = (("#more", None),)
SLIDES = (("input[type=range]", "48"), ("input[type=range]", "12"))


def main() -> None:
    """Measure, and print the results as the last line."""
    with tempfile.TemporaryDirectory(prefix="damancom-") as folder:
        portal = Portal(Path(folder)).start()
        try:
            with bare_page(Path(folder)) as bare:
                results = in_chromium(portal, bare)
            results += with_lighthouse(portal)
        finally:
            portal.stop()
    print(json.dumps({"results": results}))


def in_chromium(portal: Portal, bare: str) -> list[dict[str, Any]]:
    """Weight of the first page, then the live simulation, beside a bare page at an address of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        weight = _weight(browser.new_context().new_page(), f"{portal.url}/fr")
        page = browser.new_context().new_page()
        person = Person(page, portal.url)
        person.sign_in(persona(LARGEST_DEBT))
        person.begin()
        person.choose_mode("instalments")
        person.choose_account()
        beside = browser.new_context().new_page()
        beside.goto(bare)
        beside.wait_for_selector("#number")
        page.wait_for_timeout(1000)
        clicks = _beside_each_other(page, beside)
        beside.close()
        drags = to_paint(page, "simulation, slider", SLIDES, "table.data tbody", SLIDER_GOAL_MS)
        browser.close()
    return [
        {"what": "first page, fonts apart", "value": weight, "unit": "kB", "goal": WEIGHT_GOAL_KB},
        *clicks,
        *drags,
    ]


def with_lighthouse(portal: Portal) -> list[dict[str, Any]]:
    """Mobile Lighthouse of the public pages and of the signed-in simulation."""
    program = lighthouse.program()
    results: list[dict[str, Any]] = []
    for name, address in PUBLIC_PAGES:
        found = lighthouse.measure(program, f"{portal.url}/{address}", [])
        results += _scores(name, found, PUBLIC_GOALS)
    address, cookies = _signed_in_simulation(portal)
    found = lighthouse.measure(program, address, cookies)
    return results + _scores("simulation, signed in", found, PRIVATE_GOALS)


def _signed_in_simulation(portal: Portal) -> tuple[str, list[str]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        context = browser.new_context()
        page = context.new_page()
        person = Person(page, portal.url)
        person.sign_in(persona("atelier.zellige"))
        person.begin()
        person.choose_mode("instalments")
        person.choose_account()
        address = page.url
        cookies = [f"{cookie.get('name')}={cookie.get('value')}" for cookie in context.cookies()]
        browser.close()
    return address, cookies


def _beside_each_other(page: Page, bare: Page) -> list[dict[str, Any]]:
    """Clicks on the simulation and on a bare page, a few of each in turns: both meet the same minute of the machine."""
    clicks: list[Times] = []
    reference: list[Times] = []
    for _ in range(TURNS):
        reference += timed(bare, BARE_STEPS, "#number", REPEATS // TURNS)
        clicks += timed(page, STEPS, ".facts", REPEATS // TURNS)
    theirs = told("bare page of Reflex, click", reference)
    ours = told("simulation, click", clicks, CLICK_GOAL_MS)
    over = {
        "what": "simulation, click, painted, over the bare page, p95",
        "value": round(ours[-1]["value"] / theirs[-1]["value"], 1),
        "unit": "times",
        "goal": TIMES_OVER_BARE,
    }
    return [*theirs, *ours, over]


def _weight(page: Page, address: str) -> float:
    """Kilobytes (1000) transferred for a first visit, fonts apart."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    fonts: set[str] = set()
    sizes: dict[str, float] = {}
    session.on(
        "Network.responseReceived",
        lambda event: (
            fonts.add(event["requestId"]) if "woff2" in event["response"]["url"] else None
        ),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(address)
    page.wait_for_timeout(2000)
    return round(sum(size for name, size in sizes.items() if name not in fonts) / 1000, 1)


def _scores(name: str, found: dict[str, Any], goals: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "what": f"Lighthouse {name}, {category}",
            "value": found["scores"][category],
            "unit": "",
            "goal": goal,
            "higher": True,
        }
        for category, goal in goals.items()
    ]


if __name__ == "__main__":
    main()
