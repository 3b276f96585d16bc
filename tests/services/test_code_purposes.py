from __future__ import annotations

import pytest

from damancom_reflex.services import challenges, sign_in, tries
from damancom_reflex.services.destinations import somebodys
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.messages import still_wanted, write_out
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose
from damancom_reflex.store.engine import reading, writing
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.people import code_received, outbox_rows, outcome

PHONE = "+212612345678"
SENT = [purpose for purpose in CodePurpose if purpose is not CodePurpose.STAFF_SIGN_IN]
"""The code of an officer is in an app: no message carries it."""
OTHERS = [purpose for purpose in CodePurpose if purpose is not CodePurpose.SIGN_IN]


async def asked(purpose: CodePurpose, value: str = PHONE, subject: str = "a request") -> str:
    async with writing() as session:
        to = somebodys(value, "SMS")
        return (await challenges.begin(session, purpose, subject, to, VISITOR)).id


async def tried(challenge: str, purpose: CodePurpose) -> tries.Attempt:
    async with writing() as session:
        return await tries.take(session, challenge, purpose)


@ON_BOTH_DATABASES
@pytest.mark.parametrize("purpose", OTHERS)
async def test_sign_in_knows_no_challenge_of_another_purpose(database: str, purpose: CodePurpose):
    await an_account(phone=PHONE)
    challenge = await asked(purpose)
    assert await sign_in.challenge(challenge) is None
    assert await outcome(sign_in.resend(challenge, "SMS", VISITOR)) == "challenge_unknown"
    tried_it = sign_in.finish(challenge, "123456", PASSWORD, VISITOR)
    assert await outcome(tried_it) == "challenge_unknown"
    async with reading() as session:
        row = await session.get(CodeChallenge, challenge)
    assert row
    assert row.tries == 0


@pytest.mark.parametrize("purpose", OTHERS)
async def test_a_code_of_sign_in_opens_nothing_else(database: str, purpose: CodePurpose):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    assert await outcome(tried(challenge, purpose)) == "challenge_unknown"
    async with reading() as session:
        assert await challenges.find(session, challenge, purpose) is None
    await sign_in.finish(challenge, await code_received(account), PASSWORD, VISITOR)


async def test_wrong_tries_of_another_purpose_leave_the_owners_sign_in_alone(database: str):
    account = await an_account(phone=PHONE)
    purpose = CodePurpose.ENROLMENT_PHONE
    challenge = await asked(purpose)
    for _ in range(5):
        await tried(challenge, purpose)
    assert await outcome(tried(challenge, purpose)) == "locked"
    theirs = await sign_in.start(account.identifier, VISITOR)
    await sign_in.finish(theirs, await code_received(account), PASSWORD, VISITOR)


async def test_a_phone_is_sent_five_codes_an_hour_the_last_one_for_its_owners_sign_in(
    database: str,
):
    account = await an_account(phone=PHONE)
    for n in range(5):
        await asked(CodePurpose.ENROLMENT_PHONE, subject=f"request {n}")
    assert len(await outbox_rows("code_")) == 4
    view = await sign_in.challenge(await sign_in.start(account.identifier, VISITOR))
    assert view
    assert view.sent
    await asked(CodePurpose.ENROLMENT_PHONE, subject="request 6")
    assert len(await outbox_rows("code_")) == 5


async def test_a_used_code_and_one_replaced_are_not_sent_any_more(database: str):
    purpose = CodePurpose.ENROLMENT_ACCESS
    challenge = await asked(purpose)
    message = (await outbox_rows("code_"))[0]
    async with reading() as session:
        assert await still_wanted(session, message)
    attempt = await tried(challenge, purpose)
    assert tries.expected(attempt) in write_out(message).text
    async with writing() as session:
        await tries.use(session, attempt)
    async with reading() as session:
        assert not await still_wanted(session, message)


@pytest.mark.parametrize("purpose", SENT)
async def test_a_message_says_what_its_code_opens(database: str, purpose: CodePurpose):
    async with writing() as session:
        to = somebodys("karima@exemple.ma", "EMAIL")
        await challenges.begin(session, purpose, keyed_hash("identifier", "karima"), to, VISITOR)
    mail = write_out((await outbox_rows("code_email"))[0])
    kind = "connexion" if purpose is CodePurpose.SIGN_IN else "vérification"
    assert mail.subject.startswith(f"Votre code de {kind} (")
    said = {
        CodePurpose.SIGN_IN: "Sans votre mot de passe",
        CodePurpose.ENROLMENT_PHONE: "votre numéro de téléphone",
        CodePurpose.ENROLMENT_EMAIL: "votre adresse électronique",
        CodePurpose.ENROLMENT_ACCESS: "le suivi de votre demande",
    }
    assert [purpose for purpose, words in said.items() if words in mail.text] == [purpose]
