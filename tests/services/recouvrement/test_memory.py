"""The bounded memory: what is asked often stays, and it never outgrows its bound."""

from __future__ import annotations

from damancom_reflex.services.recouvrement.lru import Lru


async def loaded(memory: Lru[str], key: str, value: str = "") -> list[str]:
    """What had to be loaded to get `key`."""
    calls: list[str] = []

    async def load() -> str:
        calls.append(key)
        return value or key

    assert await memory.get(key, load) == (value or key) or not calls
    return calls


async def test_a_value_is_loaded_once():
    memory: Lru[str] = Lru(2)
    assert await loaded(memory, "a") == ["a"]
    assert await loaded(memory, "a") == []


async def test_the_value_unused_for_longest_goes_first():
    memory: Lru[str] = Lru(2)
    for key in ("a", "b", "a", "c"):
        await loaded(memory, key)
    assert ("a" in memory, "b" in memory, "c" in memory) == (True, False, True)


async def test_weights_count_and_a_value_heavier_than_all_is_given_but_not_kept():
    memory: Lru[str] = Lru(5, len)
    await loaded(memory, "small", "xx")
    assert await loaded(memory, "huge", "x" * 9) == ["huge"]
    assert "huge" not in memory
    assert await loaded(memory, "next", "xxx") == ["next"]
    assert "next" in memory


async def test_two_who_ask_at_once_count_once():
    memory: Lru[str] = Lru(2)

    async def load_and_be_overtaken() -> str:
        await loaded(memory, "a")
        return "a"

    await memory.get("a", load_and_be_overtaken)
    await loaded(memory, "b")
    assert "a" in memory
    assert "b" in memory
