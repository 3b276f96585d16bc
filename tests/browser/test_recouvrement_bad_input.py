"""What cannot be read on the simulation or as a RIB stays as typed, beside a sentence that says why."""

from __future__ import annotations

from playwright.sync_api import expect

from damancom_reflex.domain.remission import FACILITY
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES, sentence
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, persona
from tests.browser.records import Records
from tests.browser.remission import EMPLOYER, TWO_MONTHS, at_simulation

RIB = "011519000001205000534921"
RIB_OF_A_WRONG_KEY = "011519000001205000534922"
BAD_DOWN_PAYMENTS = (
    ("21 950,56", "L'avance ne laisse rien à étaler. Au plus"),
    ("30000", "L'avance ne laisse rien à étaler. Au plus"),
    ("abc", SENTENCES["malformed_amount"]),
    ("-5", SENTENCES["negative_amount"]),
    ("5000,505", SENTENCES["too_many_decimals"]),
)
WAYS_TO_WRITE_5000 = (
    "5 000",
    "5000.00",
    "5 000,00",
    "5.000,00",
    "٥٠٠٠",
    "  5\u00a0000 ",
    "5000 MAD",
    "٥٠٠٠٫٠٠",
)
BAD_MONTHS = (("0", "months_too_few"), ("10000", "months_too_many"), ("dix", "malformed_months"))


def test_a_bad_down_payment_gets_its_sentence(enter: Enter, records: Records) -> None:
    person, _draft = at_simulation(enter, records, TWO_MONTHS)
    field, error = person.page.locator("#avance"), person.page.locator("#avance-erreur")
    for typed, said in BAD_DOWN_PAYMENTS:
        field.fill(typed)
        expect(error).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(typed)
        expect(person.button("Continuer vers les conditions")).to_be_disabled()
        field.fill("5000")
        expect(error).to_be_hidden()
        expect(person.button("Continuer vers les conditions")).to_be_enabled()


def test_an_amount_may_be_written_in_many_ways(enter: Enter, records: Records) -> None:
    person, draft = at_simulation(enter, records, TWO_MONTHS, down_payment="")
    for typed in WAYS_TO_WRITE_5000:
        person.page.locator("#avance").fill("")
        person.sees_fact("Mensualité", "10 975,28")
        person.page.locator("#avance").fill(typed)
        person.sees_fact("Mensualité", "8 475,28")
        expect(person.page.locator("#avance")).to_have_value(typed)
        assert records.typed(draft) == (typed, "2")


@BOTH
def test_a_bad_number_of_months_gets_its_sentence(
    enter: Enter, records: Records, language: Language
) -> None:
    person, _draft = at_simulation(enter, records, TWO_MONTHS, language=language)
    for typed, code in BAD_MONTHS:
        person.page.locator("#mois").fill(typed)
        expect(person.page.locator("#mois-erreur")).to_have_text(
            sentence(code, person.words, most=FACILITY.most_months)
        )
    person.page.locator("#mois").fill("٢")
    person.sees_fact("Mensualité", "8 475,28")


def test_a_rib_is_checked_kept_and_taken_with_its_spaces(enter: Enter, records: Records) -> None:
    person = enter(EMPLOYER)
    page = person.page
    person.step("compte", records.draft(persona(EMPLOYER), "full", with_account=False))
    person.press("Ajouter un autre RIB")
    for typed, said in (
        ("", "Saisissez un RIB de 24 chiffres."),
        ("0115190000", "Un RIB compte 24 chiffres ; vous en avez saisi 10."),
        ("abc", "Un RIB ne contient que des chiffres."),
        (RIB_OF_A_WRONG_KEY, "La clé de ce RIB n'est pas la bonne."),
    ):
        page.locator("#rib").fill(typed)
        person.press("Ajouter ce RIB")
        expect(page.locator("#rib-erreur")).to_contain_text(said)
        expect(page.locator("#rib")).to_have_value(typed)
    page.reload()
    expect(page.locator("#rib")).to_have_value(RIB_OF_A_WRONG_KEY)
    page.locator("#rib").fill("011 519 0000012050005349 21")
    person.press("Ajouter ce RIB")
    expect(page.get_by_text(RIB[-4:])).to_be_visible()
    expect(page.locator("input[name=compte]:checked")).to_have_count(1)
    expect(page.locator("#erreurs")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text(RIB)
    person.press("Continuer vers la simulation")
    person.sees_title("Votre simulation")
