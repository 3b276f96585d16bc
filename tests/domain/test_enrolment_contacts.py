from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.enrolment.emails import EmailError, email_address
from damancom_reflex.domain.enrolment.fields import Operator
from damancom_reflex.domain.enrolment.operators import operator_hint

from .factories import read_or_code


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("salma@exemple.ma", "salma@exemple.ma"),
        (" Salma.B+cnss@Exemple.MA \u200f", "Salma.B+cnss@exemple.ma"),
        ("a@conseil.gov.ma", "a@conseil.gov.ma"),
        ("a@موقع.المغرب", "a@xn--4gbrim.xn--mgbc0a9azcg"),
        ("a@exemple.paris", "a@exemple.paris"),
        ("a@mail.ck", "a@mail.ck"),
        ("contact@atlas.example", "contact@atlas.example"),
        ("o'neil@exemple.ma", "o'neil@exemple.ma"),
    ],
)
def test_an_address_is_read_in_plain_form(typed: str, address: str) -> None:
    assert email_address(typed) == address


@pytest.mark.parametrize("typed", ["", "  ", "\u200f"])
def test_nothing_typed_is_said(typed: str) -> None:
    assert read_or_code(email_address, typed) == "empty_email"


@pytest.mark.parametrize(
    "typed",
    [
        "salma",
        "@exemple.ma",
        "salma@",
        "sal ma@exemple.ma",
        "salma@@exemple.ma",
        "salma@exemple..ma",
        "salma@-exemple.ma",
        "salma@exem_ple.ma",
        "salma@[127.0.0.1]",
        "Salma <salma@exemple.ma>",
        '"sal ma"@exemple.ma',
        "فاطمة@exemple.ma",
        "a" * 65 + "@exemple.ma",
        "a@" + "b" * 64 + ".ma",
        "a@" + "b." * 130 + "ma",
        "a@exemple.ma, b@exemple.ma",
    ],
)
def test_what_has_not_the_form_of_an_address_is_malformed(typed: str) -> None:
    assert read_or_code(email_address, typed) == "malformed_email"


@pytest.mark.parametrize(
    "domain",
    [
        "exemple",
        "localhost",
        "exemple.localhost",
        "exemple.local",
        "exemple.test",
        "exemple.INVALID",
        "exemple.onion",
        "exemple.home.arpa",
        "gmail.con",
        "gmail.c",
        "192.0.2.1",
        "ma",
        "example",
    ],
)
def test_a_domain_that_cannot_exist_is_said(domain: str) -> None:
    with pytest.raises(EmailError) as refused:
        email_address(f"salma@{domain}")
    assert refused.value.code == "email_domain_impossible"
    assert refused.value.params == {"domain": domain.lower()}


def test_the_longest_part_before_the_sign_is_64() -> None:
    assert email_address("a" * 64 + "@exemple.ma") == "a" * 64 + "@exemple.ma"


@given(st.emails() | st.text(max_size=30) | st.text("a.@-مé1", max_size=12))
def test_any_text_is_an_address_in_plain_form_or_a_refusal(text: str) -> None:
    try:
        address = email_address(text)
    except EmailError:
        return
    assert email_address(address) == address
    assert address.isascii()
    assert len(address) <= 254


@pytest.mark.parametrize(
    ("phone", "operator"),
    [
        ("0661234567", Operator.MAROC_TELECOM),
        ("+212 6 12 34 56 78", Operator.ORANGE),
        ("00212600000000", Operator.INWI),
        ("٠٦٦٣٠٠٠٠٠٠", Operator.ORANGE),
        ("0612345678", Operator.ORANGE),
        ("0618345678", Operator.MAROC_TELECOM),
        ("0700000000", Operator.INWI),
        ("0740000000", None),
        ("0522123456", None),
        ("", None),
        ("bonjour", None),
    ],
)
def test_a_prefix_hints_at_an_operator_where_the_plan_says_so(
    phone: str, operator: Operator | None
) -> None:
    assert operator_hint(phone) is operator


def test_hints_are_those_of_the_numbering_plan_as_published() -> None:
    from phonenumbers import carrier  # noqa: PLC0415 - the whole world's table takes 30 MB: here alone

    names = {
        "Maroc Telecom": Operator.MAROC_TELECOM,
        "Orange": Operator.ORANGE,
        "Inwi": Operator.INWI,
    }
    for prefix in (*range(600, 692), *range(693, 800)):
        number = phonenumbers.parse(f"+212{prefix}000000")
        published = names.get(carrier.name_for_valid_number(number, "en"))
        assert operator_hint(f"0{prefix}000000") is published, prefix
