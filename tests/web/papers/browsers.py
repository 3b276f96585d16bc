"""Browsers that hand papers of a claim in, and what they send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

from damancom_reflex.services import sessions
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import writing
from damancom_reflex.web.cookies import SESSION
from tests.factories import VISITOR, id_of
from tests.paper_files import a_pdf

ORIGIN = "http://localhost:8000"

MB = 1024 * 1024

PART = b'--x\r\ncontent-disposition: form-data; name="paper"; filename="a"\r\n\r\n%b\r\n'


@dataclass
class Browser:
    """A browser that is signed in, or not."""

    client: httpx.AsyncClient
    cookie: str = ""
    page: str = "/fr/ipe/demandes"

    def headers(self, **more: str) -> dict[str, str]:
        """Headers of a post from our own pages."""
        cookie = {"cookie": f"{SESSION}={self.cookie}"} if self.cookie else {}
        return {"origin": ORIGIN, "referer": ORIGIN + self.page, **cookie, **more}

    async def hand_in(
        self,
        reference: str,
        content: bytes | None = None,
        name: str = "contrat.pdf",
        *,
        kind: str = "CONTRACT",
        language: str = "fr",
        **more: str,
    ) -> str:
        """Post the form of the page; where the answer leads."""
        answer = await self.client.post(
            f"/televerser/ipe/{reference}",
            data={"language": language, "kind": kind},
            files={"paper": (name, a_pdf() if content is None else content, "application/pdf")},
            headers=self.headers(**more),
        )
        assert answer.status_code == 303, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return answer.headers["location"]

    async def post(
        self, path: str, content: bytes | AsyncIterator[bytes] = b"", **headers: str
    ) -> httpx.Response:
        """Post anything."""
        return await self.client.post(path, content=content, headers=self.headers(**headers))

    async def take_away(self, reference: str, paper: str, language: str = "fr") -> str:
        """Post the button of a paper; where the answer leads."""
        answer = await self.client.post(
            f"/televerser/ipe/{reference}/{paper}/retirer",
            data={"language": language},
            headers=self.headers(),
        )
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def get(self, path: str) -> httpx.Response:
        """Open an address."""
        return await self.client.get(path, headers=self.headers())


async def signed_in(client: httpx.AsyncClient, account: Account) -> Browser:
    """A browser with a session of an account."""
    async with writing() as session:
        cookie = await sessions.open_in(session, id_of(account), VISITOR)
    return Browser(client, cookie)


def refusal(place: str) -> str:
    """Why the answer leads back to the page."""
    return httpx.URL(place).params["e"]
