"""What an attacker has: a client that says anything, raw bytes, the log; and the database, to turn time."""

from __future__ import annotations

import base64
import hmac
import itertools
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import httpx

from damancom_reflex.demo import personas
from damancom_reflex.demo.officers import officers
from damancom_reflex.domain.authenticator import SECRET_BYTES, code_at
from damancom_reflex.domain.codes import derive_code
from tests.portal import Portal

_addresses = itertools.count(1)


def password_of(identifier: str) -> str:
    """Password of a persona of the demo."""
    return next(p.password for p in personas() if p.identifier == identifier)


def sql(portal: Portal, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement on the portal's database, beside the portal."""
    with (
        closing(sqlite3.connect(portal.folder / "damancom.sqlite3", timeout=10)) as database,
        database,
    ):
        return database.execute(statement, values).fetchall()


def ago(**parts: float) -> str:
    """A moment in the past as rows keep it."""
    moment = datetime.now(UTC) - timedelta(**parts)
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def forget_limits(portal: Portal) -> None:
    """Take away locks, counts and challenges, so that each test starts like the first."""
    for table in ("lock", "code_sending", "code_challenge", "known_device"):
        sql(portal, f"delete from {table}")  # noqa: S608 - names of ours


def forget_app_codes(portal: Portal) -> None:
    """Let the present code of every authenticator app serve once more."""
    sql(portal, "update account set totp_counter = 0")


def app_code(portal: Portal, identifier: str, moment: datetime | None = None) -> str:
    """What the app of an officer shows: worked out with the portal's key, which no attacker has."""
    ((account, salt),) = sql(
        portal,
        "select account_id, salt from authenticator join account on account.id = account_id where identifier = ?",
        identifier,
    )
    key = portal.environment["SECRET_KEY"].encode()
    drawn = hmac.digest(key, f"damancom authenticator:{account}:{salt}".encode(), "sha256")
    secret = base64.b32encode(drawn[:SECRET_BYTES]).decode()
    return code_at(secret, moment or datetime.now(UTC))


class Visitor:
    """A browser without scruples: an address of its own, a jar of cookies, forms posted by hand."""

    def __init__(self, portal: Portal, *, address: str = "") -> None:
        """Come from `address`, or from one that nobody used before."""
        number = next(_addresses)
        self.portal = portal
        self.address = address or f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.jar: dict[str, str] = {}
        self.client = httpx.Client(base_url=portal.url, timeout=20)

    def close(self) -> None:
        """Hang up."""
        self.client.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self.close()

    @property
    def cookie(self) -> str:
        """The `Cookie` header this browser would send."""
        return "; ".join(f"{name}={value}" for name, value in self.jar.items())

    def headers(self, **more: str) -> dict[str, str]:
        """Headers of a form post from our own pages."""
        return {
            "Origin": self.portal.environment["PUBLIC_URL"],
            "X-Forwarded-For": self.address,
            **({"Cookie": self.cookie} if self.jar else {}),
            **more,
        }

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            if value:
                self.jar[name] = value
            else:
                self.jar.pop(name, None)
        self.client.cookies.clear()
        return answer

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Post a form as a page would."""
        return self._keep(
            self.client.post(path, data={"language": "fr", **fields}, headers=self.headers())
        )

    def get(self, path: str) -> httpx.Response:
        """Open an address."""
        return self._keep(self.client.get(path, headers=self.headers()))

    def start(self, identifier: str, **fields: str) -> httpx.Response:
        """First screen of the sign-in."""
        return self.post("/auth/identifier", identifier=identifier, **fields)

    @property
    def challenge(self) -> str:
        """Id of the challenge that this browser holds."""
        return next((value for name, value in self.jar.items() if "challenge" in name), "")

    @property
    def code(self) -> str:
        """The code that was sent: worked out with the portal's key, which no attacker has."""
        ((generation,),) = sql(
            self.portal, "select generation from code_challenge where id = ?", self.challenge
        )
        return derive_code(
            self.portal.environment["SECRET_KEY"].encode(), self.challenge, generation
        )

    def finish(self, code: str, password: str, **fields: str) -> httpx.Response:
        """Second screen of the sign-in."""
        return self.post("/auth/code", code=code, password=password, **fields)

    def start_staff(self, identifier: str, **fields: str) -> httpx.Response:
        """First screen of the staff's door."""
        return self.post("/auth/staff/identifier", identifier=identifier, **fields)

    def finish_staff(self, code: str, password: str, **fields: str) -> httpx.Response:
        """Second screen of the staff's door."""
        return self.post("/auth/staff/code", code=code, password=password, **fields)

    def sign_in(self, identifier: str) -> Visitor:
        """Sign in as a persona, by the book."""
        if any(found.identifier == identifier for found in officers()):
            return self._sign_in_as_staff(identifier)
        self.start(identifier)
        answer = self.finish(self.code, password_of(identifier))
        assert answer.headers["location"] == "/fr/espace", answer.headers["location"]
        return self

    def _sign_in_as_staff(self, identifier: str) -> Visitor:
        # Another test may have used the code of this half-minute.
        forget_app_codes(self.portal)
        self.start_staff(identifier)
        answer = self.finish_staff(app_code(self.portal, identifier), password_of(identifier))
        assert answer.headers["location"] == "/fr/equipe", answer.headers["location"]
        return self


@dataclass(frozen=True)
class Answer:
    """An answer to raw bytes."""

    status: int
    lines: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """Values by name, all in lower case; those of a name that comes twice stand side by side."""
        found: dict[str, str] = {}
        for name, value in self.lines:
            found[name] = f"{found[name]}, {value}" if name in found else value
        return found

    @property
    def cookies(self) -> set[str]:
        """Names of the cookies that it sets."""
        return {value.partition("=")[0] for name, value in self.lines if name == "set-cookie"}


def answer_of(received: bytes) -> Answer:
    """Read an answer to its last line as a lenient browser would: no blank is needed after a colon.

    Raises AssertionError for a line in its head that is no header.
    """
    head, _, body = received.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    assert all(":" in line for line in rest), rest
    named = (line.lower().partition(":") for line in rest)
    lines = tuple((name.strip(), value.strip()) for name, _, value in named)
    status = int(first.split()[1]) if first.startswith("HTTP/") else 0
    return Answer(status, lines, body)


def raw(portal: Portal, request: bytes) -> Answer:
    """Send bytes as they are, with no library to put them right; status 0 when nothing came back."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=5) as line:
        line.sendall(request)
        received = bytearray()
        try:
            while piece := line.recv(65536):
                received += piece
        except TimeoutError:
            pass
        except ConnectionResetError:
            pass
    return answer_of(bytes(received))


def raw_get(portal: Portal, target: str | bytes, *headers: str) -> Answer:
    """GET a target as it is written."""
    path = target if isinstance(target, bytes) else target.encode("latin-1")
    lines = [b"GET " + path + b" HTTP/1.1", b"Host: localhost", b"Connection: close"]
    lines += [header.encode("latin-1") for header in headers]
    return raw(portal, b"\r\n".join(lines) + b"\r\n\r\n")


POSTS = (
    "/auth/identifier",
    "/auth/code",
    "/auth/resend",
    "/auth/sign-out",
    "/auth/forgotten",
    "/auth/new-password",
    "/auth/close-sessions",
    "/auth/extend",
    "/auth/staff/identifier",
    "/auth/staff/code",
    "/auth/staff/authenticator",
)
"""Where the forms of signing in go."""


def raw_post(portal: Portal, path: str, body: bytes, *headers: str) -> Answer:
    """A form post, written by hand, from our own origin unless `headers` name another."""
    own = [] if any(h.startswith("Origin") for h in headers) else [f"Origin: {portal.url}"]
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Connection: close", *own, *headers]
    lines.append(f"Content-Length: {len(body)}")
    return raw(portal, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def logged(portal: Portal) -> str:
    """What the portal logged since it was ready; the demo prints its personas before."""
    text = portal.log.read_text("utf-8", errors="replace")
    return text[text.rfind("perception.casablanca") + 100 :]
