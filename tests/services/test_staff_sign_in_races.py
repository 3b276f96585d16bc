"""Many hands at the staff's door: never more than one pair would get. SPEC section 4, races."""

from __future__ import annotations

import pytest

from damancom_reflex.services import authenticator_setup, staff_sign_in
from damancom_reflex.store.accounts import CodeChallenge, Session
from damancom_reflex.store.engine import writing
from damancom_reflex.store.staff import Authenticator
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, id_of, rows
from tests.services.hands import MANY
from tests.services.officers import an_officer, app_code, staff_challenge
from tests.services.people import all_at_once, another_than

pytestmark = ON_BOTH_DATABASES


async def test_fifty_guesses_at_once_compare_five(database: str, monkeypatch: pytest.MonkeyPatch):
    officer = await an_officer()
    challenge = await staff_challenge(officer)
    wrong = another_than(await app_code(officer))
    compared: list[str] = []
    compare = staff_sign_in.matching_step
    monkeypatch.setattr(
        staff_sign_in, "matching_step", lambda *given: compared.append(given[1]) or compare(*given)
    )
    told = await all_at_once(
        *(staff_sign_in.finish(challenge, wrong, PASSWORD, VISITOR) for _ in range(MANY))
    )
    assert len(compared) == 5
    assert told.total() == MANY
    assert set(told) <= {staff_sign_in.WRONG, "locked"}
    assert [row.tries for row in await rows(CodeChallenge)] == [5]


async def test_fifty_guesses_on_many_challenges_compare_five(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    officer = await an_officer()
    wrong = another_than(await app_code(officer))
    challenges = [await staff_challenge(officer) for _ in range(10)]
    compared: list[str] = []
    compare = staff_sign_in.matching_step
    monkeypatch.setattr(
        staff_sign_in, "matching_step", lambda *given: compared.append(given[1]) or compare(*given)
    )
    await all_at_once(
        *(staff_sign_in.finish(challenges[n % 10], wrong, PASSWORD, VISITOR) for n in range(MANY))
    )
    assert len(compared) == 5


async def test_one_code_opens_one_session_whatever_the_challenges(database: str):
    officer = await an_officer()
    challenges = [await staff_challenge(officer) for _ in range(4)]
    code = await app_code(officer)
    told = await all_at_once(
        *(staff_sign_in.finish(challenge, code, PASSWORD, VISITOR) for challenge in challenges)
    )
    assert told == {"done": 1, staff_sign_in.WRONG: 3}
    assert len(await rows(Session)) == 1


async def test_an_app_is_enrolled_once(database: str):
    officer = await an_officer(enrolled=False)
    async with writing() as session:
        key = await authenticator_setup.begin(session, officer)
    code = await app_code(officer)
    told = await all_at_once(*(authenticator_setup.confirm(key, code, VISITOR) for _ in range(10)))
    assert told["done"] == 1
    assert len(await rows(Session)) == 1
    assert [row.account_id for row in await rows(Authenticator)] == [id_of(officer)]
