from __future__ import annotations

import os
import socket

import pytest

from damancom_reflex.services import limits
from damancom_reflex.settings import settings
from tests.services.people import outcome


async def asked(times: int, address: str = "196.12.9.9") -> list[str]:
    return [await outcome(limits.count_asking(address)) for _ in range(times)]


@pytest.mark.services
async def test_processes_that_share_redis_share_the_count(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDIS_URL", os.environ["TEST_REDIS_URL"])
    settings.cache_clear()
    assert set(await asked(13)) == {"done"}
    await limits.close()  # what another process starts with
    assert await asked(13) == ["done"] * 12 + ["too_many_requests"]
    await limits.close()


async def test_without_redis_for_a_while_each_process_counts_alone(
    monkeypatch: pytest.MonkeyPatch,
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{taken.getsockname()[1]}")
        settings.cache_clear()
        assert await asked(26) == ["done"] * 25 + ["too_many_requests"]
        await limits.close()


async def test_an_address_that_is_none_is_counted_as_it_is():
    assert await asked(26, "testclient") == ["done"] * 25 + ["too_many_requests"]
