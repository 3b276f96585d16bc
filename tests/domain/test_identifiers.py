from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.banks import BANKS
from damancom_reflex.domain.identifiers import (
    Checked,
    IdentifierError,
    Rib,
    affiliation_number,
    cin,
    ice,
    immatriculation,
    mobile,
    passport,
    residence_card,
    rib,
)

from .factories import outcome

Reader = Callable[[str], object]


@pytest.mark.parametrize(
    "number", ["4317542", "4217726", "8677851", "1796301", "8721591", "2703892"]
)
def test_published_affiliation_numbers_pass_their_key(number: str) -> None:
    assert affiliation_number(number) == Checked(number, key_ok=True)


@pytest.mark.parametrize("number", ["4383786", "1307492", "4317543"])
def test_a_wrong_affiliation_key_is_told_and_not_refused(number: str) -> None:
    assert affiliation_number(number) == Checked(number, key_ok=False)


@pytest.mark.parametrize(
    "typed", [" 431 75 42 ", "٤٣١٧٥٤٢", "4317-542", "4.317.542", "\u200e4317542"]
)
def test_an_affiliation_number_is_read_as_people_type_it(typed: str) -> None:
    assert affiliation_number(typed).value == "4317542"


@given(st.integers(0, 999_999))
def test_exactly_one_key_fits_an_affiliation_number(number: int) -> None:
    fitting = [key for key in range(10) if affiliation_number(f"{number:06d}{key}").key_ok]
    digits = [int(digit) for digit in f"{number:06d}"]
    doubled = (digits[1] + digits[3] + digits[5]) * 2 + digits[0] + digits[2] + digits[4]
    assert fitting == [(10 - doubled % 10) % 10]


@given(st.integers(0, 9_999_999))
def test_exactly_one_key_fits_an_immatriculation(number: int) -> None:
    digits = [1, *(int(digit) for digit in f"{number:07d}")]
    doubled = (
        (digits[1] + digits[3] + digits[5] + digits[7]) * 2 + digits[2] + digits[4] + digits[6]
    )
    fitting = [
        key
        for key in range(10)
        if (number, key) != (0, 0) and immatriculation(f"1{number:07d}{key}").key_ok
    ]
    assert fitting == [(10 - doubled % 10) % 10][: 1 if number else 0]


@pytest.mark.parametrize("number", ["000000000", "999999999"])
def test_special_immatriculations_are_taken(number: str) -> None:
    assert immatriculation(number) == Checked(number, key_ok=True)


@pytest.mark.parametrize("number", ["100000000", "200000000", "012345678"])
def test_an_immatriculation_begins_with_one_and_is_not_the_number_never_given(number: str) -> None:
    assert refusal(immatriculation, number) == "malformed_immatriculation"


@pytest.mark.parametrize(
    "number", ["001561191000066", "001527456000081", "002163624000014", "000030205000041"]
)
def test_published_ice_pass(number: str) -> None:
    assert ice(number) == number
    assert ice(f"{number[:9]} {number[9:13]} {number[13:]}") == number


@pytest.mark.parametrize("number", ["001526374000085", "001561191000067"])
def test_a_wrong_ice_key_is_refused(number: str) -> None:
    assert refusal(ice, number) == "wrong_key_ice"


@pytest.mark.parametrize(
    ("number", "bank"),
    [
        ("001810007800020110620318", "Bank Al-Maghrib"),
        ("001810007800020110620221", "Bank Al-Maghrib"),
        ("011519000001205000534921", "Bank of Africa"),
    ],
)
def test_published_ribs_pass_and_name_their_bank(number: str, bank: str) -> None:
    account = rib(number)
    assert (account.value, account.bank, account.bank_known) == (number, bank, True)


@pytest.mark.parametrize(
    "typed",
    [
        "011 519 0000012050005349 21",
        "MA64 0115 1900 0001 2050 0053 4921",
        "ma64011519000001205000534921",
        "011-519-0000012050005349-21",
        "٠١١٥١٩٠٠٠٠٠١٢٠٥٠٠٠٥٣٤٩٢١",
    ],
)
def test_a_rib_is_read_as_people_type_it(typed: str) -> None:
    assert rib(typed).value == "011519000001205000534921"


@given(st.integers(0, 10**22 - 1))
def test_exactly_one_key_fits_a_rib(account: int) -> None:
    key = 97 - account * 100 % 97
    assert rib(f"{account:022d}{key:02d}").value == f"{account:022d}{key:02d}"
    wrong = key % 97 + 1
    assert refusal(rib, f"{account:022d}{wrong:02d}") == "wrong_key_rib"


def test_an_unknown_bank_warns_and_is_not_refused() -> None:
    account = 999 * 10**19
    unknown = rib(f"{account}{97 - account * 100 % 97:02d}")
    assert (unknown.bank, unknown.bank_known) == ("", False)


def test_bank_codes_are_three_digits_with_a_name() -> None:
    assert all(len(code) == 3 and code.isdecimal() and name for code, name in BANKS.items())
    assert BANKS["164"] == BANKS["190"] == "Banque Populaire"
    assert BANKS["007"] == "Attijariwafa bank"


@pytest.mark.parametrize(
    ("read", "kind", "length"),
    [
        (affiliation_number, "affiliation", 7),
        (immatriculation, "immatriculation", 9),
        (ice, "ice", 15),
        (rib, "rib", 24),
    ],
)
def test_a_number_missing_with_letters_or_of_another_length_is_told_apart(
    read: Reader, kind: str, length: int
) -> None:
    assert refusal(read, "  ") == f"empty_{kind}"
    assert refusal(read, "1" * (length - 1) + "A") == f"malformed_{kind}"
    assert refusal(read, "१" * length) == f"malformed_{kind}"
    for digits in (length - 1, length + 1, 5000):
        with pytest.raises(IdentifierError) as refused:
            read("1" * digits)
        assert refused.value.code == f"wrong_length_{kind}"
        assert refused.value.params == {"digits": length, "found": digits}


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (cin, "ab 123456", "AB123456"),
        (cin, "A12345", "A12345"),
        (cin, "bk٥٤٣٢١", "BK54321"),
        (passport, "ab1234567", "AB1234567"),
        (passport, "AB 123456", "AB123456"),
        (residence_card, "c012345k", "C012345K"),
        (residence_card, "12345", "12345"),
        (residence_card, "ABCDEFGHI1", "ABCDEFGHI1"),
    ],
)
def test_an_identity_document_is_read_in_capitals(read: Reader, typed: str, value: str) -> None:
    assert read(typed) == value


@pytest.mark.parametrize(
    ("read", "kind", "typed"),
    [
        *(
            (cin, "cin", typed)
            for typed in ("A1234", "AB1234567", "ABC12345", "12345", "AB", "ÉB12345", "A12345X")
        ),
        *(
            (passport, "passport", typed)
            for typed in ("A1234567", "AB12345", "AB12345678", "ABC123456")
        ),
        *(
            (residence_card, "residence_card", typed)
            for typed in ("A123", "ABCDEFGHI12", "ABCDEF", "A_12345")
        ),
    ],
)
def test_a_document_in_another_shape_is_malformed(read: Reader, kind: str, typed: str) -> None:
    assert refusal(read, typed) == f"malformed_{kind}"
    assert refusal(read, " - ") == f"empty_{kind}"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "0612345678",
            "06 12 34 56 78",
            "06-12-34-56-78",
            "06.12.34.56.78",
            "612345678",
            "+212612345678",
        ),
        *(
            "+212 6 12 34 56 78",
            "00212612345678",
            "212612345678",
            "+212 (0)612345678",
            "٠٦١٢٣٤٥٦٧٨",
        ),
    ],
)
def test_a_mobile_is_read_as_people_type_it(typed: str) -> None:
    assert mobile(typed) == "+212612345678"


def test_new_ranges_in_seven_are_mobiles() -> None:
    assert mobile("0799999999") == "+212799999999"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty_mobile"),
        ("  ", "empty_mobile"),
        ("0522123456", "not_mobile"),
        ("0812345678", "not_mobile"),
        ("+33612345678", "foreign_mobile"),
        ("061234567", "malformed_mobile"),
        ("06123456789", "malformed_mobile"),
        ("06123A5678", "malformed_mobile"),
        ("+", "malformed_mobile"),
        ("+999999999999", "malformed_mobile"),
        ("6" * 300, "malformed_mobile"),
    ],
)
def test_what_is_no_moroccan_mobile_is_refused_with_its_reason(typed: str, code: str) -> None:
    assert refusal(mobile, typed) == code


@given(
    st.text(max_size=40),
    st.sampled_from([affiliation_number, immatriculation, ice, rib, cin, passport, mobile]),
)
def test_any_text_is_an_identifier_or_an_identifier_error(text: str, read: Reader) -> None:
    result = outcome(lambda: read(text))
    assert isinstance(result, (Checked, Rib, str, IdentifierError))


def refusal(read: Reader, typed: str) -> str:
    with pytest.raises(IdentifierError) as refused:
        read(typed)
    return refused.value.code
