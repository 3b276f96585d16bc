"""Run the migrations: bring the database to the tables of this version, or back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url

from damancom_reflex.settings import settings

FOLDER = Path(__file__).parent / "migrations"


def alembic_config(url: str | None = None) -> Config:
    """Alembic's configuration for `url` (the settings' database when none)."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["url"] = url or settings().database
    return config


def upgrade(url: str | None = None, revision: str = "head") -> None:
    """Bring the database forward to `revision`; safe to run again."""
    address = url or settings().database
    parts = make_url(address)
    if parts.get_backend_name() == "sqlite" and parts.database:
        Path(parts.database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(address), revision)


def downgrade(url: str | None = None, revision: str = "base") -> None:
    """Take the database back to `revision`."""
    command.downgrade(alembic_config(url), revision)


def check(url: str | None = None) -> None:
    """Fail when the tables of the code differ from those of the migrations."""
    command.check(alembic_config(url))
