"""What every test may ask for: a database of its own, and settings of its own."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import psycopg
import pytest
from psycopg import sql

from damancom_reflex.services import limits
from damancom_reflex.settings import settings
from damancom_reflex.store import engine, migrate

# Two cores are shared with browsers and servers: a slow example is not a wrong one.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

ON_BOTH_DATABASES = pytest.mark.parametrize(
    "database",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.services)],
    indirect=True,
)
"""Runs a test on SQLite, and on PostgreSQL in `make test-services`."""

TEST_SETTINGS = {
    "ENVIRONMENT": "development",
    "DEMO": "false",
    "PUBLIC_URL": "http://localhost:8000",
    "SECRET_KEY": "a-key-for-tests-and-nothing-else-0123456789",
    "REDIS_URL": "",
    "DATABASE_URL": "",
    "SMTP_URL": "",
    "SMS_URL": "",
}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads the settings, the folder or the counters of another."""
    for name, value in TEST_SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    limits.forget()
    yield
    settings.cache_clear()
    limits.forget()


@pytest.fixture
async def database(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """Address of a fresh, migrated database, which the settings name too.

    SQLite, unless the test is marked `services` or asks for PostgreSQL by `ON_BOTH_DATABASES`.
    """
    on_services = request.node.get_closest_marker("services") is not None
    kind = getattr(request, "param", "postgresql" if on_services else "sqlite")
    made = request.getfixturevalue(f"_{kind}")
    monkeypatch.setenv("DATABASE_URL", made)
    settings.cache_clear()
    yield made
    await engine.dispose()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once: copying it takes a millisecond."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def _sqlite(_sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "damancom.sqlite3"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def _postgresql_template() -> Iterator[str]:
    """A migrated PostgreSQL database, made once and copied by the server for each test."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        pytest.fail("TEST_DATABASE_URL is not set: run `make test-services`")
    with _new_postgresql(server) as made:
        migrate.upgrade(made.replace("postgresql://", "postgresql+psycopg://"))
        yield made


@pytest.fixture
def _postgresql(_postgresql_template: str) -> Iterator[str]:
    template = urlsplit(_postgresql_template).path.removeprefix("/")
    with _new_postgresql(os.environ["TEST_DATABASE_URL"], template) as made:
        yield made


@contextmanager
def _new_postgresql(server: str, template: str = "") -> Iterator[str]:
    """A new database on that server, a copy of `template` when given; dropped at the end."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    like = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), like))
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
