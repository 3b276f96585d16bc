"""After a whole session, the log tells nothing that opens or names anything."""

from __future__ import annotations

import re

from tests.portal import Portal
from tests.security.attacker import Visitor, logged, password_of, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, ways
from tests.services.people import another_than

WHO = "imprimerie.sebou"
RIB = "011780000012050000001234"


async def test_no_secret_and_no_name_is_in_the_log(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    visitor.start(WHO)
    codes = [visitor.code]
    visitor.finish(another_than(codes[0]), "not-the-password-99")
    challenge = visitor.challenge
    visitor.finish(codes[0], password_of(WHO))
    wire = await dial("/fr/recouvrement/creance", cookie=visitor.cookie)
    draft = ways(wire.hydrated)[-1].partition("d=")[2]
    page = f"/fr/recouvrement/compte?d={draft}"
    flow = f"{OURS}recouvrement___"
    await wire.send(f"{flow}mode____mode_state.choose", {"mode": "full"}, page)
    await wire.send(f"{flow}bank____bank_state.load", {}, page)
    for form in ({"rib": RIB}, {"rib": RIB[:23] + "5"}, RIB, [RIB], {"rib": [RIB]}):
        await wire.send(f"{flow}bank____bank_state.add", {"form": form}, page)
    visitor.get(f"/fr/nowhere?token={wire.token}")
    visitor.post("/auth/sign-out")
    await wire.close()
    ((phone, email),) = sql(portal, "select phone, email from account where identifier = ?", WHO)
    # Of thousands of lines, one may be logged at the very microsecond that reads like the code.
    log = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+", "", logged(portal))
    assert "message" in log
    secrets = {
        "code": codes[0],
        "password": password_of(WHO),
        "wrong password": "not-the-password-99",
        "session": visitor.jar.get("damancom_session", "no-session-any-more"),
        "device": visitor.jar["damancom_device"],
        "challenge": challenge,
        "client token": wire.token,
        "RIB": RIB,
        "phone": phone,
        "e-mail": email,
        "identifier": WHO,
        "name": "Driss Lahlou",
        "key": portal.environment["SECRET_KEY"],
    }
    assert [name for name, value in secrets.items() if value in log] == []


def test_no_message_row_holds_a_code(portal: Portal, visitor: Visitor) -> None:
    visitor.start(WHO)
    rows = sql(portal, "select params, last_error from outbox_message where template like 'code_%'")
    assert rows
    assert visitor.code not in str(rows)
    assert not re.search(r"\b\d{6}\b", str(rows))
