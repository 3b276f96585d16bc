"""Addresses that forms lead to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.services.actors import Refused
from damancom_reflex.web.forms import Form, refused, safe_path, to_page


@pytest.mark.parametrize(
    ("path", "language", "found"),
    [
        ("/fr/recouvrement", "fr", "/fr/recouvrement"),
        ("/fr/recouvrement?d=1&x=é", "ar", "/ar/recouvrement?d=1&x=é"),
        ("/ar/espace", "fr", "/fr/espace"),
    ],
)
def test_a_page_of_ours_is_kept_in_the_language_of_the_form(
    path: str, language: str, found: str
) -> None:
    assert safe_path(path, "ar" if language == "ar" else "fr") == found


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "fr/x",
        "/en/x",
        "/frx",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "/fr//evil.example",
        "/fr/\\evil",
        "/fr/x\nSet-Cookie: a",
        " /fr/x",
        "/fr/?next=https://evil.example",
    ],
)
def test_anything_else_is_dropped(path: str) -> None:
    assert safe_path(path, "fr") == ""


@given(st.text(alphabet="/\\.:frae?%@#\r\n\t x", max_size=12))
def test_what_is_kept_always_begins_with_a_page_tree_and_leads_nowhere_else(tail: str) -> None:
    for path in (tail, f"/fr/{tail}"):
        found = safe_path(path, "fr")
        assert found == "" or found.startswith("/fr/")
        assert "//" not in found
        assert "\\" not in found


def test_a_page_with_its_query_is_encoded_whole() -> None:
    answer = to_page("ar", "connexion", e="a&b=c\r\nX: y", vide="", rien=None)
    assert answer.headers["location"] == "/ar/connexion?e=a%26b%3Dc%0D%0AX%3A+y"
    assert answer.status_code == 303


def test_a_refusal_tells_its_code_and_until_when() -> None:
    until = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
    answer = refused("fr", "connexion", Refused("locked", until=until))
    assert answer.headers["location"] == f"/fr/connexion?e=locked&a={int(until.timestamp())}"


def test_a_refusal_without_a_time_tells_its_code_only() -> None:
    answer = refused("fr", "connexion", Refused("code_used", tries_left=3), suite="/fr/x")
    assert answer.headers["location"] == "/fr/connexion?e=code_used&suite=%2Ffr%2Fx"


def test_a_field_that_was_not_sent_is_empty_and_the_language_is_one_of_ours() -> None:
    assert Form({})["identifier"] == ""
    assert [Form({"language": text}).language for text in ("ar", "fr", "de", "", "\0")] == [
        "ar",
        "fr",
        "fr",
        "fr",
        "fr",
    ]
