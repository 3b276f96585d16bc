"""Ids of other people: drafts, bank accounts, affiliates, requests. None opens, changes or tells anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, Wire, shown, text_of, ways

VICTIM, VICTIMS_COMPANY = "hotel.ourika", "Ourika"
ATTACKER = "atelier.zellige"
FLOW = f"{OURS}recouvrement___"
LOADS = {
    "creance": f"{FLOW}debt____debt_state.load",
    "modalite": f"{FLOW}mode____mode_state.load",
    "compte": f"{FLOW}bank____bank_state.load",
    "simulation": f"{FLOW}simulation____simulation_state.load",
    "signature": f"{FLOW}signature____signature_state.load",
}


@pytest.fixture(scope="module")
def victim(_portal: Portal) -> Iterator[Visitor]:
    """An employer with a debt."""
    with Visitor(_portal) as made:
        yield made.sign_in(VICTIM)


@pytest.fixture(scope="module")
def attacker(_portal: Portal) -> Iterator[Visitor]:
    """Another employer, who is curious."""
    with Visitor(_portal) as made:
        yield made.sign_in(ATTACKER)


async def draft_of(dial: Dial, who: Visitor) -> str:
    """Id of an employer's draft."""
    wire = await dial("/fr/recouvrement/creance", cookie=who.cookie)
    return ways(wire.hydrated)[-1].partition("d=")[2]


async def at_the_bank_step(dial: Dial, attacker: Visitor) -> tuple[Wire, str]:
    """The attacker's own file, at the choice of a bank account; the page's address."""
    mine = await draft_of(dial, attacker)
    page = f"/fr/recouvrement/modalite?d={mine}"
    wire = await dial(page, cookie=attacker.cookie)
    await wire.send(f"{FLOW}mode____mode_state.choose", {"mode": "full"}, page)
    page = f"/fr/recouvrement/compte?d={mine}"
    answers = await wire.send(LOADS["compte"], page=page)
    assert shown(answers, "bank_state")["accounts"]
    return wire, page


@pytest.mark.parametrize("step", LOADS)
async def test_a_draft_of_another_account_leads_to_ones_own_list(
    dial: Dial, victim: Visitor, attacker: Visitor, step: str
) -> None:
    theirs = await draft_of(dial, victim)
    page = f"/fr/recouvrement/{step}?d={theirs}"
    wire = await dial("/fr", cookie=attacker.cookie)
    answers = await wire.send(LOADS[step], page=page)
    assert ways(answers) == ["/fr/recouvrement"]
    assert VICTIMS_COMPANY not in text_of(answers)


@pytest.mark.parametrize("draft", ["x", "' or 1=1 --", "%", "../..", "1", "a" * 290, "%00"])
async def test_a_draft_that_is_nobodys_leads_to_the_list(
    dial: Dial, attacker: Visitor, draft: str
) -> None:
    wire = await dial("/fr", cookie=attacker.cookie)
    answers = await wire.send(LOADS["creance"], page=f"/fr/recouvrement/creance?d={draft}")
    assert ways(answers) == ["/fr/recouvrement"]


async def test_a_bank_account_of_another_affiliate_is_not_chosen(
    dial: Dial, portal: Portal, attacker: Visitor
) -> None:
    wire, page = await at_the_bank_step(dial, attacker)
    own = {
        row["id"]
        for row in shown(await wire.send(LOADS["compte"], page=page), "bank_state").get(
            "accounts", []
        )
    }
    others = [
        number
        for (number,) in sql(
            portal,
            "select id from bank_account where affiliate_id not in (select affiliate_id from"
            " account_affiliation join account on account.id = account_id where identifier = ?)",
            ATTACKER,
        )
    ]
    assert others
    assert not own & set(others)
    for forged in (others[0], others[-1], 0, -1, True, 10**30, "1", None, 2**63):
        await wire.send(
            f"{FLOW}bank____bank_state.choose", {"account_id": forged}, page, patience=0.5
        )
        chosen = sql(
            portal,
            "select bank_account_id from remission_draft where id = ?",
            page.partition("d=")[2],
        )
        assert chosen[0][0] not in others
    assert await wire.alive()


async def test_an_affiliate_of_another_account_is_not_chosen(
    dial: Dial, portal: Portal, attacker: Visitor
) -> None:
    mine = await draft_of(dial, attacker)
    wire = await dial(f"/fr/recouvrement/creance?d={mine}", cookie=attacker.cookie)
    before = sql(portal, "select affiliate_id from remission_draft where id = ?", mine)
    numbers = sql(portal, "select number from affiliate where legal_name like '%Ourika%'")
    for forged in (numbers[0][0], "%", "' or 1=1 --", "", "0"):
        answers = await wire.send(
            f"{FLOW}affiliates____affiliates_state.choose",
            {"number": forged},
            f"/fr/recouvrement/affilie?d={mine}",
        )
        assert VICTIMS_COMPANY not in text_of(answers)
    assert sql(portal, "select affiliate_id from remission_draft where id = ?", mine) == before


async def test_a_search_of_affiliates_shows_ones_own_only(dial: Dial, attacker: Visitor) -> None:
    wire = await dial("/fr", cookie=attacker.cookie)
    for text in ("", "%", "_", "Ourika", "' or '1'='1"):
        answers = await wire.send(
            f"{FLOW}affiliates____affiliates_state.find", {"text": text}, "/fr/recouvrement/affilie"
        )
        rows = shown(answers, "affiliates_state").get("rows", [])
        assert len(rows) <= 1
        assert VICTIMS_COMPANY not in str(rows)


@pytest.fixture(scope="module")
def references(_portal: Portal) -> list[str]:
    """References of requests that neither employer of these tests may see."""
    found = [reference for (reference,) in sql(_portal, "select reference from remission_request")]
    assert found
    return found


async def test_a_request_of_another_account_leads_to_the_list(
    dial: Dial, attacker: Visitor, references: list[str]
) -> None:
    wire = await dial("/fr", cookie=attacker.cookie)
    name = f"{FLOW}requests____request_state.load"
    for reference in references:
        answers = await wire.send(name, page=f"/fr/recouvrement/demande?r={reference}")
        assert ways(answers) == ["/fr/recouvrement"]
        assert reference not in text_of(
            [answer.get("delta", {}) for answer in answers if "request_state" in text_of([answer])]
        )


@pytest.mark.parametrize("paper", ["accord/{}.pdf", "calendrier/{}.ics"])
def test_papers_of_another_account_are_not_found(
    attacker: Visitor, references: list[str], paper: str
) -> None:
    for reference in references:
        answer = attacker.get(f"/telecharger/{paper.format(reference)}")
        assert answer.status_code == 404
        nothing = attacker.get(f"/telecharger/{paper.format('DR-0000-XXXX-XXXX')}")
        assert (nothing.status_code, nothing.content) == (404, answer.content)


@pytest.mark.parametrize("paper", ["accord/{}.pdf", "calendrier/{}.ics"])
def test_papers_are_for_whoever_signed_in_only(
    visitor: Visitor, references: list[str], paper: str
) -> None:
    answer = visitor.get(f"/telecharger/{paper.format(references[0])}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/fr/connexion")


def test_the_owner_gets_the_papers_and_no_cache_keeps_them(
    portal: Portal, visitor: Visitor
) -> None:
    visitor.sign_in("menuiserie.cedre")
    ((reference,),) = sql(
        portal,
        "select reference from remission_request join account on account.id = account_id"
        " where identifier = 'menuiserie.cedre'",
    )
    answer = visitor.get(f"/telecharger/accord/{reference}.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "content-security-policy" in answer.headers
    assert visitor.get(f"/telecharger/calendrier/{reference}.ics").text.startswith(
        "BEGIN:VCALENDAR"
    )


@pytest.mark.parametrize(
    "reference", ["..%2f..%2fx", "%00", "a%0d%0aX-Evil:1", "'%22;", "x" * 3000]
)
def test_a_malformed_reference_is_not_found(attacker: Visitor, reference: str) -> None:
    answer = attacker.get(f"/telecharger/accord/{reference}.pdf")
    assert answer.status_code == 404
    assert "x-evil" not in answer.headers


async def test_nothing_is_signed_before_its_steps(
    dial: Dial, portal: Portal, attacker: Visitor
) -> None:
    wire, page = await at_the_bank_step(dial, attacker)
    count = "select count(*) from remission_request"
    before = sql(portal, count)
    for event in ("accept", "ask", "sign", "sign"):
        await wire.send(
            f"{FLOW}signature____signature_state.{event}", {}, page.replace("compte", "signature")
        )
    assert sql(portal, count) == before


@pytest.mark.parametrize("step", ["simulation", "signature"])
async def test_a_later_step_by_its_address_leads_back_to_the_one_that_is_due(
    dial: Dial, attacker: Visitor, step: str
) -> None:
    _, page = await at_the_bank_step(dial, attacker)
    wire = await dial("/fr", cookie=attacker.cookie)
    answers = await wire.send(LOADS[step], page=page.replace("compte", step))
    assert [way.partition("?")[0] for way in ways(answers)] == ["/fr/recouvrement/compte"]
