"""What tests do behind the portal: put a persona where a test begins, let time pass for a session or a code."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from damancom_reflex.clock import shift_to
from damancom_reflex.demo import Persona
from damancom_reflex.demo.debts import SITUATION


class Records:
    """The rows of one demo portal, read and written beside it."""

    def __init__(self, folder: Path) -> None:
        """Remember what the demo itself has signed and registered, which tests leave alone."""
        self.path = folder / "damancom.sqlite3"
        self.kept = self._one("SELECT COALESCE(MAX(id), 0) FROM remission_request")
        self.kept_accounts = self._one("SELECT COALESCE(MAX(id), 0) FROM bank_account")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            yield connection

    def _one(self, query: str, **values: object) -> int:
        with self._open() as connection:
            return connection.execute(query, values).fetchone()[0]

    def _do(self, query: str, **values: object) -> int:
        with self._open() as connection:
            return connection.execute(query, values).rowcount

    def _account(self, who: Persona) -> int:
        return self._one("SELECT id FROM account WHERE identifier = :who", who=who.identifier)

    def back_to_the_first_day(self) -> None:
        """Put the calendar back on the day that the demo begins on, should midnight have passed since."""
        self._do(
            "UPDATE business_calendar SET shift_days = :days WHERE shift_days != :days",
            days=shift_to(SITUATION).days,
        )

    def forget(self, who: Persona) -> None:
        """Take away every draft, request and bank account that tests left with a persona."""
        account = self._account(who)
        query = "SELECT id FROM remission_request WHERE account_id = :account AND id > :kept"
        with self._open() as connection:
            rows = connection.execute(query, {"account": account, "kept": self.kept}).fetchall()
        for (request,) in rows:
            self._do("DELETE FROM consent WHERE request_id = :request", request=request)
            self._do("DELETE FROM instalment WHERE request_id = :request", request=request)
            self._do("DELETE FROM remission_request WHERE id = :request", request=request)
        self._do(
            "DELETE FROM remission_draft WHERE account_id = :account "
            "AND id NOT IN (SELECT draft_id FROM remission_request)",
            account=account,
        )
        self._do("DELETE FROM bank_account WHERE id > :kept", kept=self.kept_accounts)

    def draft(
        self,
        who: Persona,
        mode: str = "",
        down_payment: str = "",
        months: str = "",
        *,
        with_account: bool = True,
    ) -> str:
        """Id of a new draft of a persona's first affiliation, filled in as far as `mode` and the plan say."""
        made = secrets.token_urlsafe(16)
        guarantees = _text(datetime.now(UTC)) if mode == "instalments" else None
        self._do(
            "INSERT INTO remission_draft (id, account_id, affiliate_id, mode, guarantees_accepted_at, bank_account_id, "
            "rib_typed, down_payment_typed, months_typed, terms_fingerprint, created_at, updated_at) "
            "SELECT :id, account.id, affiliate.id, :mode, :guarantees, "
            "CASE WHEN :account THEN (SELECT MIN(id) FROM bank_account WHERE affiliate_id = affiliate.id) END, "
            "'', :down_payment, :months, '', :now, :now FROM account, affiliate "
            "WHERE account.identifier = :who AND affiliate.number = :number",
            id=made,
            who=who.identifier,
            number=who.companies[0].number,
            mode=mode or None,
            guarantees=guarantees,
            account=bool(mode) and with_account,
            down_payment=down_payment,
            months=months,
            now=_text(datetime.now(UTC)),
        )
        return made

    def signed(self, who: Persona) -> int:
        """How many requests tests have signed as a persona."""
        return self._one(
            "SELECT COUNT(*) FROM remission_request WHERE account_id = :account AND id > :kept",
            account=self._account(who),
            kept=self.kept,
        )

    def typed(self, draft: str) -> tuple[str, str]:
        """Down payment and months as a draft keeps them, to the character."""
        query = "SELECT down_payment_typed, months_typed FROM remission_draft WHERE id = :draft"
        with self._open() as connection:
            return connection.execute(query, {"draft": draft}).fetchone()

    def idle_for(self, who: Persona, minutes: float) -> None:
        """Let a persona's sessions look as if nothing was done for some minutes."""
        self._do(
            "UPDATE session SET last_seen_at = :seen WHERE account_id = :account",
            account=self._account(who),
            seen=_text(datetime.now(UTC) - timedelta(minutes=minutes)),
        )

    def close_sessions(self, who: Persona) -> None:
        """Close a persona's sessions, as a link in an e-mail would."""
        self._do(
            "UPDATE session SET closed_at = :now WHERE account_id = :account AND closed_at IS NULL",
            account=self._account(who),
            now=_text(datetime.now(UTC)),
        )

    def age_codes(self, who: Persona, minutes: float) -> None:
        """Let a persona's codes have been sent some minutes earlier."""
        self._do(
            "UPDATE code_challenge SET sent_at = :sent WHERE account_id = :account",
            account=self._account(who),
            sent=_text(datetime.now(UTC) - timedelta(minutes=minutes)),
        )

    def allow_codes(self) -> None:
        """Forget every code that was sent or used, and every lock."""
        self._do("UPDATE account SET totp_counter = 0")
        self._do("DELETE FROM code_challenge")
        self._do("DELETE FROM code_sending")
        self._do("DELETE FROM lock")


def _text(moment: datetime) -> str:
    """A moment as the portal's SQLite file holds it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
