"""Cookies of sister sites come with ours: whatever they hold, ours are read."""

from __future__ import annotations

import pytest

from damancom_reflex.web import cookies

OURS = f"{cookies.SESSION}=abc; {cookies.DEVICE}=d-e_f"


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        'prefs={"a":1}',
        "path=/x",
        "version=1",
        "a=b c",
        "x=é",
        'k="abc',
        "a[0]=1",
        "naïve=1",
        ";=;",
        "=",
    ],
)
def test_a_foreign_cookie_hides_none_of_ours(foreign: str) -> None:
    for header in (f"{foreign}; {OURS}", f"{OURS}; {foreign}"):
        assert cookies.read(header, cookies.SESSION) == "abc"
        assert cookies.read(header, cookies.DEVICE) == "d-e_f"


def test_what_is_not_there_is_empty() -> None:
    assert cookies.read("", cookies.SESSION) == ""
    assert cookies.read("a=b", cookies.SESSION) == ""
