"""Adhésion without a browser: captchas solved, forms posted, events forged, a request walked to any step."""

from __future__ import annotations

import hmac
import itertools
import re
from datetime import UTC, datetime
from typing import Any

import altcha
from httpx import URL

from damancom_reflex.demo import enrolments
from damancom_reflex.demo.enrolments import Enrolment
from damancom_reflex.domain.codes import derive_code
from damancom_reflex.services import captcha
from tests.security.attacker import Visitor, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, Wire

FLOW = f"{OURS}adhesion___"
WIZARD = f"{FLOW}wizard____enrolment_state"
COMPANY = f"{FLOW}company____company_state"
REPRESENTATIVE = f"{FLOW}representative____representative_state"
CONTACT = f"{FLOW}contact____contact_state"
DELEGATION = f"{FLOW}delegation____delegation_state"
CONFIRMATION = f"{FLOW}confirmation____confirmation_state"
FILED = f"{FLOW}filed____filed_state"
FOLLOW = f"{FLOW}filed____follow_state"
PAGES = {
    COMPANY: "entreprise",
    REPRESENTATIVE: "representant",
    CONTACT: "coordonnees",
    DELEGATION: "delegation",
    CONFIRMATION: "validation",
}
COOKIE = "damancom_applicant"

_phones = itertools.count(10_000_000)


def a_phone() -> str:
    """A mobile number that no other test has."""
    return f"+2126{next(_phones)}"


def employer(place: int) -> Enrolment:
    """One of the demo's employers without an account, from 1 on; 5 and 6 have a request under way."""
    return enrolments()[place - 1]


def solved(visitor: Visitor) -> str:
    """The answer to a captcha of the portal, worked out as the page does."""
    asked = visitor.client.get("/auth/captcha", headers=visitor.headers()).json()
    challenge = altcha.Challenge.from_dict(asked)
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def light(visitor: Visitor) -> str:
    """The answer to a captcha that takes no work: signed with the portal's keys, which no attacker has."""
    root = visitor.portal.environment["SECRET_KEY"].encode()
    keys = [
        hmac.new(root, f"damancom captcha:{of}".encode(), "sha256").digest()
        for of in ("challenge", "solution")
    ]
    challenge = altcha.create_challenge(
        captcha.ALGORITHM,
        1,
        counter=1,
        expires_at=datetime.now(UTC) + captcha.LIFETIME,
        hmac_secret=keys[0],
        hmac_key_secret=keys[1],
    )
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def look_up(visitor: Visitor, number: str, proof: str | None = None) -> URL:
    """Step 1, with a solved captcha unless another answer is given; where it leads."""
    given = light(visitor) if proof is None else proof
    return URL(visitor.post("/auth/adhesion", number=number, altcha=given).headers["location"])


def begin(visitor: Visitor, number: str) -> str:
    """A request of this browser for a company; its id."""
    place = look_up(visitor, number)
    assert "d" in place.params, place
    return place.params["d"]


def page_of(state: str, draft: str) -> str:
    """Address of a step's page."""
    return f"/fr/adhesion/{PAGES[state]}?d={draft}"


class Dossier:
    """A request on its wizard: one socket, and the page that it claims to be on."""

    def __init__(self, wire: Wire, draft: str, owner: Visitor) -> None:
        """Go on with `draft` on an open socket."""
        self.wire, self.draft, self.owner = wire, draft, owner

    async def send(
        self, state: str, event: str, *, page: str = "", **payload: Any
    ) -> list[dict[str, Any]]:
        """An event of a step, from the page of that step."""
        return await self.wire.send(f"{state}.{event}", payload, page or page_of(state, self.draft))

    async def type(self, state: str, **fields: str) -> None:
        """Type fields of a step."""
        page = page_of(state, self.draft)
        for name, text in fields.items():
            await self.wire.send(f"{WIZARD}.type_field", {"name": name, "text": text}, page)

    async def confirm(self) -> None:
        """« Oui, c'est elle »."""
        await self.send(COMPANY, "load")
        await self.send(COMPANY, "confirm")

    async def name_representative(self, kind: str, number: str) -> None:
        """Type an identity and look it up; a name for one that the register has not."""
        await self.send(REPRESENTATIVE, "load")
        await self.send(REPRESENTATIVE, "choose_kind", kind=kind)
        await self.send(REPRESENTATIVE, "type_number", text=number)
        await self.send(REPRESENTATIVE, "check")
        await self.type(REPRESENTATIVE, surname="Forge", first_name="Rime")

    async def prove(self, field: str, text: str) -> None:
        """Type a phone or e-mail, have its code sent, type the code."""
        await self.send(CONTACT, "type_contact", name=field, text=text)
        await self.send(CONTACT, "send_code", name=field)
        code = self.code(field)
        await self.send(CONTACT, "check_code", name=field, form={f"{field}_code": code})

    def code(self, field: str) -> str:
        """The code on its way: worked out with the portal's key, which no attacker has."""
        return code_sent(self.owner, f"ENROLMENT_{field.upper()}")

    async def up_to_the_terms(self, phone: str = "", email: str = "rime@exemple.ma") -> None:
        """From the contacts to the accepted terms."""
        await self.send(CONTACT, "load")
        await self.type(CONTACT, operator="INWI")
        await self.prove("phone", phone or a_phone())
        await self.prove("email", email)
        await self.send(DELEGATION, "load")
        await self.send(DELEGATION, "choose", answer="no")
        await self.send(CONFIRMATION, "load")
        await self.send(CONFIRMATION, "accept")

    async def file(self, phone: str = "") -> str:
        """From the contacts to the submission; the reference."""
        await self.up_to_the_terms(phone)
        await self.send(CONFIRMATION, "submit")
        return self.row("reference")

    def row(self, column: str) -> Any:  # noqa: ANN401 - a column of any type
        """A value of the request's row as it is now."""
        statement = f"select {column} from enrolment_request where id = ?"  # noqa: S608 - ours
        return sql(self.owner.portal, statement, self.draft)[0][0]


async def dossier(dial: Dial, visitor: Visitor, number: str) -> Dossier:
    """A request of this browser, and its socket on step 1."""
    draft = begin(visitor, number)
    wire = await dial(page_of(COMPANY, draft), cookie=visitor.cookie, address=visitor.address)
    return Dossier(wire, draft, visitor)


async def at_contact(dial: Dial, visitor: Visitor, number: str) -> Dossier:
    """The same at step 3, with a new representative."""
    found = await dossier(dial, visitor, number)
    await found.confirm()
    await found.name_representative("CIN", "ZZ987654")
    return found


async def filed(dial: Dial, visitor: Visitor, number: str, phone: str = "") -> tuple[Dossier, str]:
    """A request that was submitted, and its reference."""
    found = await at_contact(dial, visitor, number)
    return found, await found.file(phone)


def code_sent(visitor: Visitor, purpose: str, challenge: str = "") -> str:
    """The code of the latest challenge of a purpose, or of one by its id."""
    if challenge:
        rows = sql(
            visitor.portal, "select id, generation from code_challenge where id = ?", challenge
        )
    else:
        rows = sql(
            visitor.portal,
            "select id, generation from code_challenge where purpose = ? order by sent_at desc limit 1",
            purpose,
        )
    key = visitor.portal.environment["SECRET_KEY"].encode()
    return derive_code(key, rows[0][0], rows[0][1])


def remove_requests(visitor: Visitor, number: str) -> None:
    """Take every request of a company away, so that it may be asked for again."""
    portal = visitor.portal
    of = "select id from enrolment_request where affiliate_id = (select id from affiliate where number = ?)"
    for table in ("enrolment_access", "enrolment_consent", "code_challenge"):
        sql(portal, f"delete from {table} where request_id in ({of})", number)  # noqa: S608 - ours
    sql(portal, f"delete from enrolment_request where id in ({of})", number)  # noqa: S608 - ours


def text_in(place: URL) -> str:
    """What a redirect answers: the code of its refusal."""
    return place.params.get("e", "")


MASKED = re.compile(r"\+212[67] ••• \d\d")
