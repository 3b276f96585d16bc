from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damancom_reflex.domain.passwords import PasswordError, check_password

from .factories import outcome


def refusal(text: str, *own_words: str) -> str:
    with pytest.raises(PasswordError) as refused:
        check_password(text, own_words)
    return refused.value.code


@pytest.mark.parametrize(
    "text",
    [
        *(
            "xkq-Tree-92-lamp",
            "correct horse battery",
            "tajine citron 47 marches",
            "جواز سفر قديم جدا",
        ),
        *("p" * 20 + "x8f9(Qz!!vvvtbP", "x8f9(Qz!!vvvtbP" + "p" * 112),
    ],
)
def test_a_long_password_of_its_own_is_taken(text: str) -> None:
    check_password(text)


def test_twelve_to_a_hundred_and_twenty_seven_characters_are_taken() -> None:
    strong = "x8f9(Qz!!vvvtbP" * 9
    check_password(strong[:12])
    check_password(strong[:127])
    assert refusal(strong[:11]) == "password_too_short"
    assert refusal(strong[:128]) == "password_too_long"
    with pytest.raises(PasswordError) as short:
        check_password("")
    assert short.value.params == {"shortest": 12}
    with pytest.raises(PasswordError) as long:
        check_password("x" * 10_000)
    assert long.value.params == {"longest": 127}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "password1234",
            "123456789012",
            "azertyuiop12",
            "motdepasse123",
            "damancom2023",
            "Casablanca2023!",
        ),
        *("aaaaaaaaaaaa", "a" * 127, "1a" * 60, "qwertyuiop" * 12, "MôtDéPàssé123"),
    ],
)
def test_a_password_that_everybody_tries_first_is_refused(text: str) -> None:
    assert refusal(text) == "password_too_common"


def test_what_is_known_of_the_person_is_nothing_to_build_on() -> None:
    check_password("pharmacieatlas")
    assert (
        refusal("pharmacieatlas", "Pharmacie Atlas SARL", "p@example.ma") == "password_too_common"
    )


@settings(max_examples=30)
@given(st.text(alphabet=string.printable, max_size=140))
def test_any_text_is_taken_or_refused_by_name(text: str) -> None:
    result = outcome(lambda: check_password(text, [text[:5]]))
    if result is not None:
        codes = {"password_too_short", "password_too_long", "password_too_common"}
        assert result.code in codes
