"""A plan from its signature to its last debit, and one that a rejected debit breaks, on the demo's calendar."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Language
from tests.browser.conftest import SignIn
from tests.browser.journeys import BOTH, Person
from tests.browser.looking import NARROW, WIDE, is_clean
from tests.browser.moved_calendar import EMPLOYER, moves, signs
from tests.portal import Portal

OFFICER, COLLEAGUE = "perception.fes", "perception.fes.adjointe"
SCHEDULE = "Échéances de la demande"
GUARANTEED = "Garanties reçues, en attente de validation"
SIGNED_ONCE = "En attente de la seconde signature"
AWAITED = (
    "La créance connue ici a été arrêtée au {situation} : elle ne tient pas compte de cette demande. Une nouvelle "
    "demande sera possible dès qu'une nouvelle situation aura été arrêtée. Pour toute question, voyez votre perception."
)
SIGNED = (
    "Votre signature est donnée. Un autre agent de la perception, ou un superviseur, doit maintenant "
    "donner la seconde."
)
NEXT_DEBITS = "Au prochain jour de prélèvement"


def opens(officer: Person, reference: str) -> None:
    """Open a file and have it in hand."""
    officer.open(f"equipe/dossier?r={reference}")
    expect(officer.page.locator("main")).to_contain_text(reference)
    # It is in hand already where the officer's last act on it was no decision.
    take, decision = officer.button("Prendre ce dossier"), officer.page.locator("#decision")
    expect(take.or_(decision).first).to_be_visible()
    if take.is_visible():
        take.click()
    expect(decision).to_be_visible()


def confirms(officer: Person, then: str) -> None:
    """Go on from what was typed, say yes, and read that it is done."""
    officer.press("Continuer")
    officer.press("Oui, confirmer")
    officer.sees(then)


def registers_a_guarantee(officer: Person) -> None:
    """Note a bank's guarantee."""
    officer.press("Enregistrer une garantie")
    officer.page.locator("#guarantee").select_option("bank_guarantee")
    officer.page.locator("#amount").fill("25 000")
    officer.page.locator("#document").fill("CB-2023-114")
    confirms(officer, "La garantie est enregistrée. L'employeur en est averti.")


def validates(officer: Person, then: str) -> None:
    """Attest that guarantees and down payment are there, and validate."""
    officer.press("Valider")
    officer.page.locator("#sufficient").check()
    officer.page.locator("#paid_down").check()
    confirms(officer, then)


def reads_that_guarantees_are_there(employer: Person, reference: str) -> None:
    """Nothing is asked of the employer any more, on the page of the request and in the list."""
    employer.open(f"recouvrement/demande?r={reference}")
    employer.sees_fact("État", employer.words(GUARANTEED))
    main = employer.page.locator("main")
    for said in ("25 000,00", "CB-2023-114"):
        expect(main).to_contain_text(said)
    asked = employer.words("Déposez vos garanties à votre perception, au plus tard le")
    expect(main).not_to_contain_text(asked)
    is_clean(employer, WIDE, NARROW)
    employer.open("recouvrement")
    expect(employer.page.get_by_role("table")).to_contain_text(employer.words(GUARANTEED))
    is_clean(employer, WIDE, NARROW)


def files(number: int) -> tuple[str, str, int]:
    """Files that went to the bank."""
    one = "{n} fichier de prélèvements remis à la banque"
    return one, "{n} fichiers de prélèvements remis à la banque", number


def collected(number: int) -> tuple[str, str, int]:
    """Debits that were paid."""
    return "{n} prélèvement encaissé", "{n} prélèvements encaissés", number


def debits(employer: Person) -> list[tuple[str, str]]:
    """Day and state of each debit on the screen."""
    return [(row[1], row[3]) for row in employer.table(SCHEDULE)]


@BOTH
@pytest.mark.parametrize("own_portal", [{"SECOND_SIGNATURE_ABOVE": "0"}], indirect=True)
def test_a_plan_is_signed_validated_by_two_debited_three_times_and_paid(
    own_portal: Portal, sign_in: SignIn, language: Language
) -> None:
    employer, officer, colleague = sign_in(EMPLOYER), sign_in(OFFICER), sign_in(COLLEAGUE)
    reference = signs(employer, own_portal, 3)
    opens(officer, reference)
    registers_a_guarantee(officer)
    expect(officer.page.locator("main")).to_contain_text(officer.words(GUARANTEED))
    reads_that_guarantees_are_there(employer, reference)
    validates(officer, SIGNED)
    expect(officer.page.locator("main")).to_contain_text(officer.words(SIGNED_ONCE))
    colleague.open(f"equipe/dossiers?recherche={reference}")
    expect(colleague.page.get_by_role("table")).to_contain_text(colleague.words(SIGNED_ONCE))
    opens(colleague, reference)
    colleague.press("Donner la seconde signature")
    confirms(colleague, "La seconde signature est donnée : la demande est validée.")

    employer.open(f"recouvrement/demande?r={reference}")
    employer.sees_fact("État", employer.words("Validée, échéancier en cours"))
    employer.sees_fact("Prochain prélèvement", "11/12/2023")
    coming, paid = employer.words("Prévue"), employer.words("Prélevée")
    days = ("11/12/2023", "10/01/2024", "12/02/2024")
    assert debits(employer) == [(day, coming) for day in days]
    is_clean(employer, WIDE, NARROW)
    moves(employer, NEXT_DEBITS, "10/11/2023")
    employer.sees("Rien n'était dû.")
    moves(employer, NEXT_DEBITS, days[0], files(1))
    moves(employer, NEXT_DEBITS, days[1], files(1), collected(1))
    employer.sees_fact("Prochain prélèvement", days[1])
    expect(employer.row(SCHEDULE, 0)).to_contain_text(paid)
    assert debits(employer) == [(days[0], paid), (days[1], coming), (days[2], coming)]
    moves(employer, NEXT_DEBITS, days[2], files(1), collected(1))
    moves(employer, "31 jours plus tard", "14/03/2024", collected(1))
    employer.sees_fact("État", employer.words("Soldée"))
    employer.sees("Tout est payé : la remise vous est acquise.")
    assert debits(employer) == [(day, paid) for day in days]
    is_clean(employer, WIDE)
    # The employer was told, and the officer sees the same.
    expect(employer.page.locator(".message").first).to_contain_text(reference)
    officer.page.reload()
    expect(officer.page.locator("main")).to_contain_text(officer.words("Soldée"))


@BOTH
def test_a_rejected_debit_breaks_a_plan_and_the_employer_reads_what_is_owed_again(
    own_portal: Portal, sign_in: SignIn, language: Language
) -> None:
    employer, officer = sign_in(EMPLOYER), sign_in(OFFICER)
    reference = signs(employer, own_portal, 2)
    opens(officer, reference)
    registers_a_guarantee(officer)
    validates(officer, "C'est validé. L'employeur en est averti.")
    opens(officer, reference)
    moves(officer, NEXT_DEBITS, "10/11/2023")
    moves(officer, NEXT_DEBITS, "11/12/2023", files(1))
    opens(officer, reference)
    officer.press("Enregistrer un rejet de prélèvement")
    officer.page.locator("#debit").fill("2")
    officer.page.locator("#reason").select_option("insufficient_funds")
    officer.page.locator("#note").fill("Rejet reçu de la banque.")
    # What would be refused is told before it is asked.
    officer.press("Continuer")
    expect(officer.page.locator("#debit-erreur")).to_be_visible()
    expect(officer.page.get_by_role("dialog")).to_have_count(0)
    officer.page.locator("#debit").fill("1")
    confirms(officer, "Le rejet est enregistré : le plan est rompu, l'employeur averti.")

    employer.open(f"recouvrement/demande?r={reference}")
    employer.sees_fact("État", employer.words("Annulée, montants remis réintégrés"))
    employer.sees_fact("Remise réintégrée", "5 756,93")
    employer.sees_fact("Déjà payé", "5 000,00")
    words, main = employer.words, employer.page.locator("main")
    amount, day = words.ltr(format_amount(8_475_28)), words.ltr("11/12/2023")
    rejected = "Le prélèvement de {amount} MAD du {debit_day} a été rejeté par la banque."
    expect(main).to_contain_text(words(rejected, amount=amount, debit_day=day))
    expect(main).to_contain_text("Rejet reçu de la banque.")
    assert centimes(employer, "Reste dû") == (
        27_707_49 + centimes(employer, "Majorations réintégrées") - 5_000_00
    )
    expect(employer.row(SCHEDULE, 0)).to_contain_text(employer.words("Rejetée"))
    expect(employer.row(SCHEDULE, 1)).to_contain_text(employer.words("Ne sera pas prélevée"))
    # What ended is no longer offered to calendars.
    expect(employer.link("Ajouter les échéances à mon agenda")).to_have_count(0)
    is_clean(employer, WIDE, NARROW)
    # What is owed is no longer what the ledger says: nothing is signed for on it.
    employer.begin()
    employer.sees(AWAITED, situation=words.ltr("08/11/2023"))
    is_clean(employer, WIDE, NARROW)


def centimes(somebody: Person, fact: str) -> int:
    """An amount of the page, by its name."""
    name = somebody.page.get_by_text(somebody.words(fact), exact=True)
    found = somebody.page.locator(".fact").filter(has=name).locator("dd").first.inner_text()
    return int(re.sub(r"[^0-9]", "", found))
