"""The test servers are real, empty, and gone afterwards."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

import psycopg
import pytest
import redis as redis_client

import servers

pytestmark = pytest.mark.services


def _listens(url: str) -> bool:
    address = urlsplit(url)
    assert address.port
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname or "", address.port)) == 0


def test_postgresql_answers_with_an_empty_database_and_stops():
    with servers.postgresql() as url, psycopg.connect(url) as connection:
        tables = connection.execute("select count(*) from pg_tables where schemaname = 'public'")
        assert tables.fetchone() == (0,)
        assert _listens(url)
    assert not _listens(url)


def test_postgresql_refuses_a_wrong_password():
    with servers.postgresql() as url:
        password = urlsplit(url).password or ""
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(password, "wrong"))


def test_redis_answers_and_stops():
    with servers.redis() as url, redis_client.Redis.from_url(url) as client:
        assert client.ping()
        assert client.dbsize() == 0
    assert not _listens(url)


def test_a_server_stops_when_the_block_fails():
    with pytest.raises(asyncio.CancelledError), servers.redis() as url:
        raise asyncio.CancelledError
    assert not _listens(url)
