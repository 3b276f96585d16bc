"""Rules on file become dated rows, once; what was published does not change."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlmodel import func, select, update

from damancom_reflex import rules
from damancom_reflex.domain.requests import OPEN
from damancom_reflex.services import rules_loader
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.services.rules_loader import RuleChangedError, sha256, terms_on_file
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import OPEN_STATES
from damancom_reflex.store.rules import RemissionDecision, RemissionTier, SurchargeRateRow, Terms


async def test_loading_again_adds_nothing():
    tables = (RemissionDecision, RemissionTier, SurchargeRateRow, Terms)

    async def counts() -> list[int]:
        async with reading() as session:
            return [
                (await session.exec(select(func.count()).select_from(table))).one()
                for table in tables
            ]

    before = await counts()
    await rules_loader.load_rules()
    assert await counts() == before
    assert min(before) > 0


async def test_rows_give_back_the_rules_on_file():
    async with reading() as session:
        policies = await rulebook.policies_from_rows(session)
        rates = await rulebook.surcharge_rates_from_rows(session, 10_000)
    assert tuple(policies.values()) == rules.remission_policies()
    assert rates == rules.surcharge_rates()


async def test_a_published_decision_whose_figures_differ_stops_the_load():
    async with writing() as session:
        await session.exec(update(RemissionTier).values(surcharge_rate=1))
    with pytest.raises(RuleChangedError) as changed:
        await rules_loader.load_rules()
    assert changed.value.params == {"rule": "decision", "name": "05/2023"}


async def test_a_decision_whose_window_differs_stops_the_load():
    async with writing() as session:
        await session.exec(update(RemissionDecision).values(most_months=12))
    with pytest.raises(RuleChangedError, match="decision"):
        await rules_loader.load_rules()


async def test_the_wording_of_a_decision_follows_the_file():
    async with writing() as session:
        await session.exec(update(RemissionDecision).values(title_fr="ancien titre"))
    await rules_loader.load_rules()
    async with reading() as session:
        row = (await session.exec(select(RemissionDecision))).one()
    assert row.title_fr == rules.remission_policies()[0].title


async def test_a_published_rate_that_differs_stops_the_load():
    async with writing() as session:
        await session.exec(update(SurchargeRateRow).values(following_rate=7))
    with pytest.raises(RuleChangedError, match="surcharge_rate"):
        await rules_loader.load_rules()


async def test_a_published_text_that_differs_stops_the_load(monkeypatch: pytest.MonkeyPatch):
    first, *others = terms_on_file()
    changed = (replace(first, text_fr=first.text_fr + " et plus"), *others)
    monkeypatch.setattr(rules_loader, "terms_on_file", lambda: changed)
    with pytest.raises(RuleChangedError, match="terms"):
        await rules_loader.load_rules()


async def test_a_new_version_of_terms_is_the_current_one(monkeypatch: pytest.MonkeyPatch):
    corrected = replace(terms_on_file()[0], version="1.1", text_fr="Autre titre")
    monkeypatch.setattr(rules_loader, "terms_on_file", lambda: (*terms_on_file(), corrected))
    await rules_loader.load_rules()
    async with reading() as session:
        current = (await rulebook.terms_from_rows(session))[corrected.code]
    assert (current.version, current.sha256_fr) == ("1.1", sha256("Autre titre"))


@pytest.mark.parametrize("terms", terms_on_file(), ids=lambda terms: terms.code)
def test_both_texts_have_the_same_numbered_articles(terms: rules_loader.TermsOnFile):
    french = re.findall(r"^Article (\d+) : ", terms.text_fr, re.MULTILINE)
    arabic = re.findall(r"^المادة (\d+): ", terms.text_ar, re.MULTILINE)
    assert french == arabic == [str(number) for number in range(1, len(french) + 1)]


def test_every_mode_has_its_terms_with_and_without_remission_and_adhesion_its_own():
    modes = {
        f"{kind}_{mode}" for kind in ("remission", "facility") for mode in ("full", "instalments")
    }
    assert {terms.code for terms in terms_on_file()} == {*modes, "enrolment"}


def test_the_index_of_open_requests_follows_the_life_cycle():
    assert set(re.findall(r"'(\w+)'", OPEN_STATES)) == {status.value for status in OPEN}
