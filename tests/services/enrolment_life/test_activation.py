"""What a validated request opens: an account with its link, the mandate, the authorisation, the new representative."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from damancom_reflex.services import job_loss, passwords, recouvrement, sign_in
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.services.rights import Scope
from damancom_reflex.services.sessions import actor_of
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role
from damancom_reflex.store.affiliates import Affiliate, BankAccount, LegalRepresentative
from damancom_reflex.store.engine import reading
from damancom_reflex.store.mandates import DebitAuthorisation, Delegate, Mandate
from tests.factories import VISITOR, a_right, actor, an_account, id_of, rows, saved
from tests.services.enrolment.builders import (
    CIN,
    DELEGATE_ICE,
    EMAIL,
    NUMBER,
    PHONE,
    a_representative_of,
    messages_to,
)
from tests.services.enrolment_life.builders import (
    OTHER_RIB,
    RIB,
    Filed,
    a_filed,
    a_filed_of_another,
    a_filed_with_delegate,
    walk,
)
from tests.services.people import code_received, link_received, outcome, refusal

OFFICER = "account:7"
NEW_PASSWORD = "chemin-de-fer-orange-84"
pytestmark = pytest.mark.usefixtures("desk")


async def account_of(filed: Filed) -> Account:
    """The account a request opened."""
    row = await filed.row()
    async with reading() as session:
        return await session.get_one(Account, row.account_id or 0)


async def test_the_employer_sets_a_password_signs_in_and_sees_their_company():
    filed = await a_filed()
    identifier = await decisions.validate(filed.reference, OFFICER)
    account = await account_of(filed)
    assert (account.identifier, account.email, account.phone) == (identifier, EMAIL, PHONE)
    assert (account.role, account.password_hash) == (Role.EMPLOYER, "")
    token = await link_received(account, "activation_link")
    await passwords.set_password(token, NEW_PASSWORD, NEW_PASSWORD, VISITOR)
    again = passwords.set_password(token, NEW_PASSWORD, NEW_PASSWORD, VISITOR)
    assert await outcome(again) == "link_used"
    challenge = await sign_in.start(identifier, VISITOR)
    code = await code_received(account)
    opened = await sign_in.finish(challenge, code, NEW_PASSWORD, VISITOR)
    who = await actor_of(opened.session_cookie, VISITOR.address)
    assert who
    draft = await recouvrement.begin(who)
    assert draft.affiliate_number == NUMBER


async def test_the_messages_say_what_to_do_and_hold_no_password():
    filed = await a_filed()
    identifier = await decisions.validate(filed.reference, OFFICER)
    (mail,) = await messages_to(EMAIL, "activation_link")
    for words in (filed.reference, identifier, "Boulangerie Tamaris SARL", "72 heures"):
        assert words in mail.text
    (sms,) = await messages_to(PHONE, "enrolment_validated")
    assert identifier in sms.text
    assert await messages_to(EMAIL, "enrolment_validated") == []


async def test_an_identifier_never_is_the_number_alone():
    filed = await a_filed()
    identifier = await decisions.validate(filed.reference, OFFICER)
    number, _, letters = identifier.partition("-")
    assert number == NUMBER
    assert len(letters) == 3
    assert not set(letters) & set("ilo0123456789")


async def test_a_delegate_with_an_account_may_act_within_the_mandate():
    fiduciary = await an_account(role=Role.DELEGATE.value)
    await saved(
        Delegate(
            ice=DELEGATE_ICE, kind="FIDUCIARY", legal_name="Ancien nom", account_id=fiduciary.id
        )
    )
    filed = await a_filed_with_delegate(
        scope_recover="yes", scope_sign="", delegate_until="31/12/2024"
    )
    await decisions.validate(filed.reference, OFFICER)
    (right,) = await rows(AccountAffiliation, AccountAffiliation.account_id == fiduciary.id)
    assert (right.may_sign, right.valid_from) == (False, date(2023, 11, 8))
    assert right.valid_to == date(2024, 12, 31)
    (mandate,) = await rows(Mandate)
    assert (mandate.may_declare, mandate.may_recover, mandate.may_sign) == (True, True, False)
    assert (mandate.signatory, mandate.signatory_identity) == ("Karim El Idrissi", "CIN:BE654321")
    assert mandate.request_id == filed.person.draft_id
    (delegate,) = await rows(Delegate)
    assert delegate.legal_name == "Ancien nom"
    assert (await recouvrement.affiliations(actor(fiduciary))).total == 1


async def test_the_delegate_is_told_of_the_mandate_and_how_to_act_on_it():
    filed = await a_filed_with_delegate(scope_recover="yes", delegate_until="31/12/2024")
    await decisions.validate(filed.reference, OFFICER)
    (mandate,) = await rows(Mandate)
    (mail,) = await messages_to(mandate.email, "enrolment_mandated")
    for words in ("Boulangerie Tamaris SARL", "déclarer, voir la dette", "31/12/2024", "agence"):
        assert words in mail.text
    assert len(await messages_to(mandate.phone, "enrolment_mandated")) == 1


@pytest.mark.parametrize(
    ("declare", "recover", "sign"),
    [("yes", "", ""), ("", "yes", ""), ("", "", "yes"), ("yes", "yes", "")],
)
async def test_a_mandate_opens_what_is_in_its_scope_and_nothing_else(
    declare: str, recover: str, sign: str
):
    fiduciary = await an_account(role=Role.DELEGATE.value)
    await saved(
        Delegate(ice=DELEGATE_ICE, kind="FIDUCIARY", legal_name="F", account_id=fiduciary.id)
    )
    filed = await a_filed_with_delegate(
        scope_declare=declare, scope_recover=recover, scope_sign=sign
    )
    await decisions.validate(filed.reference, OFFICER)
    who = actor(fiduciary)
    declares = await recouvrement.affiliations(who, scope=Scope.DECLARE)
    recovers = await recouvrement.affiliations(who)
    assert (declares.total, recovers.total) == (bool(declare), bool(recover or sign))
    reads_employees = await outcome(job_loss.affiliate(who, NUMBER))
    assert reads_employees == ("done" if declare else "affiliate_unknown")
    assert await outcome(recouvrement.begin(who)) == (
        "done" if recover or sign else "no_affiliation"
    )


async def test_a_newer_mandate_replaces_the_right_an_older_one_gave():
    fiduciary = await an_account(role=Role.DELEGATE.value)
    await saved(
        Delegate(ice=DELEGATE_ICE, kind="FIDUCIARY", legal_name="F", account_id=fiduciary.id)
    )
    filed = await a_filed_with_delegate(scope_recover="yes")
    (company,) = await rows(Affiliate)
    await a_right(fiduciary, company, may_sign=True)
    await decisions.validate(filed.reference, OFFICER)
    (right,) = await rows(AccountAffiliation, AccountAffiliation.account_id == fiduciary.id)
    assert right.may_sign is False


async def test_a_delegate_nobody_knew_is_kept_without_an_account():
    filed = await a_filed_with_delegate()
    await decisions.validate(filed.reference, OFFICER)
    (delegate,) = await rows(Delegate)
    assert (delegate.ice, delegate.kind, delegate.account_id) == (DELEGATE_ICE, "FIDUCIARY", None)
    assert len(await rows(AccountAffiliation)) == 1


async def test_without_delegate_there_is_no_mandate_and_without_rib_no_bank_account():
    filed = await a_filed()
    await decisions.validate(filed.reference, OFFICER)
    assert await rows(Mandate) == []
    assert await rows(BankAccount) == []
    (authorisation,) = await rows(DebitAuthorisation)
    assert (authorisation.bank_account_id, authorisation.authorised_on) == (None, date(2023, 11, 8))
    assert authorisation.request_id == filed.person.draft_id


async def test_the_rib_that_was_typed_becomes_the_companys_account():
    filed = await a_filed(rib=RIB)
    await decisions.validate(filed.reference, OFFICER)
    (account,) = await rows(BankAccount)
    (authorisation,) = await rows(DebitAuthorisation)
    assert (account.rib, authorisation.bank_account_id) == (RIB, account.id)


async def test_the_rib_the_bank_stamped_counts_before_the_one_typed_and_is_not_doubled():
    filed = await a_filed(rib=RIB)
    (company,) = await rows(Affiliate)
    await saved(BankAccount(affiliate_id=id_of(company), rib=OTHER_RIB, active=False))
    await decisions.validate(filed.reference, OFFICER, "MA64 0115 1900 0001 2050 0053 4921")
    (account,) = await rows(BankAccount)
    assert (account.rib, account.active) == (OTHER_RIB, True)


async def test_a_rib_that_cannot_be_one_stops_the_validation():
    filed = await a_filed()
    found = await refusal(decisions.validate(filed.reference, OFFICER, RIB[:-1] + "9"))
    assert found.code == "wrong_key_rib"
    assert await filed.status() == "SUBMITTED"


async def test_a_new_representative_becomes_the_registers():
    filed = await a_filed_of_another()
    await decisions.validate(filed.reference, OFFICER)
    people = {row.identity_number: row for row in await rows(LegalRepresentative)}
    assert {number: row.active for number, row in people.items()} == {CIN: False, "XZ7654321": True}
    assert (people["XZ7654321"].surname, people["XZ7654321"].first_name) == ("N'Diaye", "Awa")
    assert (await filed.row()).representative_id == people["XZ7654321"].id


async def test_a_representative_who_comes_back_is_not_doubled():
    filed = await a_filed_of_another()
    (company,) = await rows(Affiliate)
    await a_representative_of(
        company,
        identity_kind="PASSPORT",
        identity_number="XZ7654321",
        surname="Ancien",
        first_name="Nom",
        active=False,
    )
    await decisions.validate(filed.reference, OFFICER)
    (back,) = await rows(LegalRepresentative, LegalRepresentative.identity_number == "XZ7654321")
    assert (back.active, back.surname) == (True, "N'Diaye")


async def test_a_known_representative_stays_as_the_register_has_them():
    filed = await a_filed()
    before = await rows(LegalRepresentative)
    await decisions.validate(filed.reference, OFFICER)
    assert await rows(LegalRepresentative) == before


async def test_an_employer_that_got_an_account_meanwhile_is_not_given_a_second():
    filed = await a_filed()
    (company,) = await rows(Affiliate)
    await a_right(await an_account(), company)
    assert await outcome(decisions.validate(filed.reference, OFFICER)) == "enrolment_account_exists"
    # Nothing of it stays, the reception included.
    assert await filed.status() == "SUBMITTED"
    assert await walk(filed.reference) == [("DRAFT", "SUBMITTED")]


async def test_a_delegates_account_is_not_the_employers_own():
    filed = await a_filed()
    (company,) = await rows(Affiliate)
    await a_right(await an_account(role=Role.DELEGATE.value), company)
    await decisions.validate(filed.reference, OFFICER)
    async with reading() as session:
        own = select(Account).where(col(Account.role) == Role.EMPLOYER.value)
        assert len((await session.exec(own)).all()) == 1
