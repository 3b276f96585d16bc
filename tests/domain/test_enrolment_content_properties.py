"""What holds for every request, and for whatever was typed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.enrolment.content import Content
from damancom_reflex.domain.enrolment.content_json import (
    content_fields,
    content_from_json,
    content_to_json,
)
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.reading import (
    ContentError,
    asked,
    field_errors,
    read_content,
)

from .enrolment_factories import (
    COMPANY_ICE,
    REGISTERED,
    TODAY,
    WITH_DELEGATE,
    codes,
    content,
    contents,
)


@given(contents)
def test_a_request_comes_back_from_json_as_it_was(made: Content) -> None:
    stored = json.loads(json.dumps(content_to_json(made)))
    assert content_from_json(stored) == made
    assert content_to_json(content_from_json(stored)) == stored


@given(contents)
def test_a_request_typed_again_from_its_fields_is_the_same(made: Content) -> None:
    typed = content_fields(made)
    again = read_content(
        typed,
        affiliate_number=made.affiliate_number,
        legal_name=made.legal_name,
        ice=made.ice,
        representative=None if made.representative_is_new else made.representative,
        phone=made.phone,
        email=made.email,
        today=TODAY,
    )
    assert again == made
    assert set(typed) == {*asked(typed, representative_known=False)}


TYPED = st.dictionaries(
    st.sampled_from([field.value for field in Field]),
    st.text(max_size=20) | st.sampled_from([*WITH_DELEGATE.values()]),
)


@given(typed=TYPED, known=st.booleans(), delegated=st.booleans())
def test_whatever_was_typed_is_read_or_refused_by_field(
    *, typed: dict[str, str], known: bool, delegated: bool
) -> None:
    typed = {**typed, "delegated": "yes" if delegated else "no"}
    told = field_errors(typed, today=TODAY, ice=COMPANY_ICE, representative_known=known)
    whole = field_errors(
        typed, today=TODAY, ice=COMPANY_ICE, representative_known=known, whole=True
    )
    assert codes(told).items() <= codes(whole).items()
    assert set(whole) <= set(asked(typed, representative_known=known))
    representative = REGISTERED if known else None
    try:
        made = content(typed, representative=representative)
    except ContentError as caught:
        assert codes(whole).items() <= codes(caught.errors).items()
        assert set(caught.errors) - set(whole) <= {"phone", "email"}
    else:
        assert whole == {}
        assert made.delegate is None or delegated
