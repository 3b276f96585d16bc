"""Every setting of the portal, typed and read once from the environment.

Names are the upper-case field names (`DATABASE_URL`, `REDIS_URL`, `SECRET_KEY` …); a `.env` file in the working
folder is read too. In production an unsafe default stops the start: see `Settings.refuse_unsafe_production`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_KEY = "development-only-key-never-used-in-production"
SHORTEST_SECRET = 32
RIB_DIGITS = 24
DEVELOPMENT_RIB = "000780000000000000000129"
"""An account that is nobody's: no bank has the code 000."""

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(BaseSettings):
    """The portal's settings; one instance per process, see `settings()`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    environment: Literal["development", "demo", "production"] = "development"
    public_url: str = Field(
        default="http://localhost:8000",
        description="Address people type; scheme, host and port, no path.",
    )
    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(default=8000, ge=1, le=65535)
    workers: int = Field(default=1, ge=1, le=64, description="More than one needs REDIS_URL.")
    connections: int = Field(
        default=8_192,
        ge=128,
        le=65_536,
        description="Connections that one worker holds; every page that is open has one.",
    )
    trusted_proxy_hops: int = Field(
        default=0,
        ge=0,
        le=5,
        description="Proxies in front whose X-Forwarded-For entry is believed.",
    )

    data_dir: Path = Field(
        default=Path("var"), description="SQLite file and other files of the portal."
    )
    papers_dir: Path = Field(
        default=Path(),
        description="Papers that employers hand in, one folder for all machines; empty: `papers` in `data_dir`.",
    )
    database_url: str = Field(default="", description="Empty: SQLite in `data_dir`.")
    redis_url: str = Field(default="", description="Empty: counters and screen state in memory.")

    secret_key: SecretStr = SecretStr(DEVELOPMENT_KEY)

    demo: bool = Field(
        default=False, description="Personas, visible phone and mailbox. Never in production."
    )
    business_start: date | None = Field(
        default=None, description="Day the business calendar starts on; empty: the real day."
    )

    smtp_url: str = Field(
        default="", description="smtp://user:password@host:port or smtps://…; empty: no e-mail."
    )
    mail_from: str = "ne-pas-repondre@damancom.example"
    sms_url: str = Field(
        default="", description="Address of the SMS gateway (HTTP POST, JSON); empty: no SMS."
    )
    sms_token: SecretStr = SecretStr("")

    second_signature_above: int = Field(
        default=100_000_00,
        ge=0,
        description="Remission, in centimes, above which a second officer signs its validation.",
    )
    creditor_rib: str = Field(
        default=DEVELOPMENT_RIB,
        description="RIB of the fund's account that bank debits are paid into.",
    )
    due_every: int = Field(
        default=300,
        ge=0,
        description="Seconds between two times that a server does what is due; 0: never by itself.",
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_json: bool = False

    @field_validator("papers_dir")
    @classmethod
    def _beside_the_data(cls, found: Path, info: ValidationInfo) -> Path:
        return info.data["data_dir"] / "papers" if found == Path() else found

    @field_validator("creditor_rib")
    @classmethod
    def _with_its_key(cls, found: str) -> str:
        if (
            not (found.isascii() and found.isdigit() and len(found) == RIB_DIGITS)
            or int(found) % 97
        ):
            raise ValueError(f"CREDITOR_RIB has {RIB_DIGITS} digits, the last two its key")
        return found

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        """Stop a production start on any default that is only fit for a desk, and a start at a desk for the public.

        Raises:
            ValueError: with every reason at once, so that one start tells all.
        """
        if self.workers > 1 and not self.redis_url:
            raise ValueError("WORKERS above 1 needs REDIS_URL: screen state must be shared")
        if self.environment == "development" and not self.demo and self.secure_cookies:
            raise ValueError("PUBLIC_URL is not this machine's own: ENVIRONMENT must be production")
        if self.environment != "production":
            return self
        problems = [text for wrong, text in self._production_checks() if wrong]
        if problems:
            raise ValueError("not fit for production: " + "; ".join(problems))
        return self

    def _production_checks(self) -> list[tuple[bool, str]]:
        key = self.secret_key.get_secret_value()
        return [
            (
                key == DEVELOPMENT_KEY or len(key) < SHORTEST_SECRET,
                f"SECRET_KEY needs {SHORTEST_SECRET} characters of its own",
            ),
            (self.demo, "DEMO shows codes to everybody"),
            (self.business_start is not None, "BUSINESS_START moves the calendar"),
            (not self.public_url.startswith("https://"), "PUBLIC_URL must be https"),
            (
                self.trusted_proxy_hops == 0,
                "TRUSTED_PROXY_HOPS is 0: behind the proxy that speaks TLS everybody would be one visitor",
            ),
            (not self.smtp_url, "SMTP_URL is empty: nobody would get an e-mail"),
            (not self.sms_url, "SMS_URL is empty: nobody would get a code"),
            (
                not self.sms_url.startswith("https://") and bool(self.sms_url),
                "SMS_URL must be https",
            ),
            (self.creditor_rib == DEVELOPMENT_RIB, "CREDITOR_RIB is nobody's account"),
        ]

    @property
    def database(self) -> str:
        """Database address with its async driver, as SQLAlchemy takes it."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'damancom.sqlite3'}"
        for plain, driver in (
            ("postgres://", "postgresql+psycopg://"),
            ("postgresql://", "postgresql+psycopg://"),
            ("sqlite://", "sqlite+aiosqlite://"),
        ):
            if url.startswith(plain):
                return driver + url.removeprefix(plain)
        return url

    @property
    def public_host(self) -> str:
        """Host of the public address, as SMS readers bind a code to it."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def origins(self) -> list[str]:
        """Origins our pages may have; on plain-HTTP loopback the two usual names of this machine are one."""
        parts = urlsplit(self.public_url)
        found = {f"{parts.scheme}://{parts.netloc}"}
        if not self.secure_cookies:
            port = f":{parts.port}" if parts.port else ""
            found |= {f"http://{host}{port}" for host in ("localhost", "127.0.0.1")}
        return sorted(found)

    @property
    def secure_cookies(self) -> bool:
        """Cookies carry `Secure` everywhere but on plain-HTTP loopback."""
        parts = urlsplit(self.public_url)
        return not (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS)

    @property
    def key(self) -> bytes:
        """The secret key as bytes, the root of every derived key."""
        return self.secret_key.get_secret_value().encode()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
