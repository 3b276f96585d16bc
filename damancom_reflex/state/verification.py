"""Verification of a document by its reference and its QR: the least that proves it is ours."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.services import verification
from damancom_reflex.state import here
from damancom_reflex.web.access import public


@dataclass(frozen=True)
class Verified:
    """What a document that is ours shows to who holds it."""

    reference: str = ""
    day: str = ""
    holder: str = ""
    of_enrolment: bool = False


class VerificationState(rx.State):
    """The verification page."""

    ready: bool = False
    asked: bool = False
    genuine: bool = False
    found: Verified = Verified()

    @rx.event
    @public
    async def load(self) -> None:
        """Look up the document that the address names."""
        found = await verification.verify(
            here.query(self, "reference"), here.query(self, "id") or None
        )
        self.asked = bool(here.query(self, "reference"))
        self.genuine = found is not None
        self.found = Verified()
        if found:
            self.found = Verified(
                found.reference,
                here.words(self).day(found.day),
                found.masked_name,
                found.kind == "enrolment",
            )
        self.ready = True
