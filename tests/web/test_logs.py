"""What is taken out of every log line, and in how little time."""

from __future__ import annotations

import time

import pytest

from damancom_reflex.logs import redact, redact_text

SECRETS = [
    "011780000012050000001234",
    "011 780 0000012050000012 34",
    "123456",
    "+212612345678",
    "+212 612 345 678",
    "BK123456",
    "salma.bennani@exemple.ma",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    "/_event?token=abc-not-a-uuid",
    "/fr/lien/mot-de-passe?k=abc.def-not-known",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_hidden_wherever_it_stands(secret: str) -> None:
    for text in (secret, f"before {secret} after", f"'{secret}'", f"[{secret}]\nnext line"):
        told = redact_text(text)
        assert secret.rpartition("=")[2] not in told
        assert "[…]" in told


def test_the_raw_value_of_a_refused_argument_is_hidden() -> None:
    text = "Error transforming event argument 'page' with value 'what I\ntyped' and type hint 'int'"
    assert "typed" not in redact_text(text)


@pytest.mark.parametrize(
    "key",
    ["password", "code", "session_cookie", "token", "rib", "phone", "email", "payload", "cin"],
)
def test_a_value_is_hidden_by_its_name(key: str) -> None:
    assert redact(None, "info", {"event": "x", key: "anything"}) == {"event": "x", key: "[…]"}


def test_values_in_lists_and_tables_are_looked_into() -> None:
    told = redact(None, "info", {"event": "x", "seen": {"a": ["+212612345678"]}})
    assert "612345678" not in told["seen"]


def test_no_text_forges_a_line_or_hides_one() -> None:
    told = redact_text("a\x1b[2K\rforged\u2028line\u202e\x00")
    assert not set(told) & set("\x1b\r\u2028\u202e\x00")


def test_ordinary_words_and_references_stay() -> None:
    text = "request DR-2023-JX19-2Y94 signed, 12 instalments, period 2023"
    assert redact_text(text) == text


@pytest.mark.parametrize(
    "sign",
    [
        "a",
        "0",
        "A1",
        "a-",
        "a@",
        "a.",
        "+212 ",
        "token=",
        "?k=",
        " with value '",
        "cookie: ",
        "0 ",
        "0-",
    ],
)
def test_no_text_takes_long_to_look_through(sign: str) -> None:
    text = (sign * 250_000)[:250_000]
    started = time.process_time()
    redact_text(text)
    # It runs on the event loop: what took minutes must stay within one slow event.
    assert time.process_time() - started < 0.03
