"""Signing at the same moment, from as many sockets as one likes, gives one request."""

from __future__ import annotations

import asyncio

from tests.portal import Portal
from tests.security.attacker import Visitor, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, Wire, shown, ways

WHO = "conserverie.agdal"
FLOW = f"{OURS}recouvrement___"
COUNT = (
    "select count(*) from remission_request join account on account.id = account_id"
    " where identifier = ?"
)
TABS = 8


async def up_to_the_signature(wire: Wire) -> str:
    """Walk a file up to the accepted terms; the address of the signature page."""
    page = ways(wire.hydrated)[-1].replace("creance", "modalite")
    await wire.send(f"{FLOW}mode____mode_state.load", {}, page)
    await wire.send(f"{FLOW}mode____mode_state.choose", {"mode": "full"}, page)
    page = page.replace("modalite", "compte")
    answers = await wire.send(f"{FLOW}bank____bank_state.load", {}, page)
    account = shown(answers, "bank_state")["accounts"][0]["id"]
    await wire.send(f"{FLOW}bank____bank_state.choose", {"account_id": account}, page)
    page = page.replace("compte", "signature")
    await wire.send(f"{FLOW}signature____signature_state.load", {}, page)
    answers = await wire.send(f"{FLOW}signature____signature_state.accept", {}, page)
    assert shown(answers, "signature_state")["accepted"] is True
    return page


async def test_eight_tabs_that_sign_three_times_each_at_once_give_one_request(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    visitor.sign_in(WHO)
    wire = await dial("/fr/recouvrement/creance", cookie=visitor.cookie)
    page = await up_to_the_signature(wire)
    tabs = [await dial(page, cookie=visitor.cookie) for _ in range(TABS)]
    name = f"{FLOW}signature____signature_state.sign"
    await asyncio.gather(*(tab.emit(name, {}, page) for tab in tabs for _ in range(3)))
    heard = [ways(await tab.drain()) for tab in tabs]
    assert sql(portal, COUNT, WHO) == [(1,)]
    ((reference,),) = sql(
        portal,
        "select reference from remission_request join account on account.id = account_id"
        " where identifier = ?",
        WHO,
    )
    # Every tab is sent to the one request.
    assert all(found and reference in found[0] for found in heard)
    again = await dial("/fr/recouvrement/creance", cookie=visitor.cookie)
    assert reference in ways(again.hydrated)[-1]
