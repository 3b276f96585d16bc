"""The files of debits on the demo's calendar: produced, taken away, counted wrong, then right, by somebody else."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.conftest import SignIn
from tests.browser.journeys import BOTH, Person, persona, spaced
from tests.browser.keyboard import Keys
from tests.browser.looking import DEBIT_PAGES, NARROW, WIDE, is_clean, is_page, resize, settled
from tests.browser.moved_calendar import EMPLOYER, moves, signs
from tests.portal import Portal

BOSS, DEPUTY, OFFICER = "supervision.rabat", "supervision.rabat.adjoint", "perception.fes"
PAGE = "equipe/prelevements"
DAY, NUMBER, TOTAL = "11/12/2023", "PR-20231211", "8 475,28"
WAITING = "Prélèvements sans fichier, par jour"
FILES = "Fichiers de prélèvements, du plus récent au plus ancien"
MONTH = "31 jours plus tard"


def owes(employer: Person, own_portal: Portal) -> None:
    """Have a plan signed, and validated by its office."""
    reference = signs(employer, own_portal, 2)
    kind = ("--kind", "bank_guarantee", "--amount", "25000", "--document", "CB-2023-114")
    own_portal.command("remission", "guarantee", reference, *kind, "--by", OFFICER)
    attested = ("--guarantees-sufficient", "--down-payment-received")
    own_portal.command("remission", "validate", reference, *attested, "--by", OFFICER)


def opens(somebody: Person) -> None:
    """Open the page as it is now."""
    resize(somebody, WIDE)
    somebody.open(PAGE)
    somebody.sees_title("Fichiers de prélèvements")
    settled(somebody)


def file(somebody: Person) -> Locator:
    """The row of the file."""
    row = somebody.row(FILES, 0)
    expect(row).to_contain_text(NUMBER)
    return row


def counts(somebody: Person, debits: str, total: str) -> None:
    """Type what was counted, and go on."""
    somebody.page.locator("#debits").fill(debits)
    somebody.page.locator("#total").fill(total)
    somebody.press("Continuer")


def takes_away(somebody: Person, kind: str) -> bytes:
    """Download a file of the row; it is the one whose SHA-256 the screen shows."""
    cell = file(somebody).locator("li").filter(has_text=kind)
    with somebody.page.expect_download() as download:
        cell.get_by_role("link").click()
    assert download.value.suggested_filename == f"prelevements-{NUMBER}.{kind.lower()}"
    content = Path(download.value.path()).read_bytes()
    cell.locator("summary").click()
    expect(cell.locator("code")).to_have_text(hashlib.sha256(content).hexdigest())
    return content


def test_the_page_of_debit_files_is_looked_at_here() -> None:
    assert list(DEBIT_PAGES) == [PAGE]


def produces(boss: Person) -> None:
    """Produce the file without a mouse, and read who is to sign it off."""
    keys = Keys(boss)
    keys.reach(boss.row(WAITING, 0).get_by_role("button"))
    is_clean(boss, WIDE, NARROW)
    resize(boss, WIDE)
    keys.press("Enter")
    boss.sees(
        "Le fichier {number} est produit : une autre personne doit maintenant le viser.",
        number=boss.words.ltr(NUMBER),
    )
    expect(boss.page.locator("#nouvelle")).to_be_focused()
    for part in (DAY, spaced(TOTAL), persona(BOSS).name, "09/12/2023"):
        expect(file(boss)).to_contain_text(part)
    expect(file(boss)).to_contain_text(boss.words("À viser par une autre personne que vous"))
    expect(file(boss).get_by_role("button")).to_have_count(0)


def holds_what_the_screen_says(somebody: Person) -> None:
    """Download both files: as many debits, and the same total."""
    xml = takes_away(somebody, "XML").decode()
    for name, told in (("NbOfTxs", "1"), ("CtrlSum", "8475.28")):
        assert set(re.findall(rf"<{name}>(.*?)</{name}>", xml)) == {told}
    text = takes_away(somebody, "CSV").decode("utf-8-sig")
    (row,) = [row for row in csv.reader(io.StringIO(text), delimiter=";") if row[0] == NUMBER]
    assert row[7] == "8475,28"


def counts_wrong(somebody: Person) -> None:
    """Count nothing, then what is no number, then something else: nothing typed is lost, nothing told."""
    counts(somebody, "", "")
    for sentence in ("empty_count", "empty_amount"):
        somebody.sees_error(SENTENCES[sentence])
    is_clean(somebody, WIDE, NARROW)
    resize(somebody, WIDE)
    counts(somebody, "un", "8.475.28")
    for field, code in (("debits", "malformed_count"), ("total", "malformed_amount")):
        expect(somebody.page.locator(f"#{field}-erreur")).to_have_text(
            somebody.words(SENTENCES[code])
        )
    counts(somebody, "1", "8 475,29")
    somebody.press("Oui, viser")
    somebody.sees_error(SENTENCES["count_differs"])
    expect(somebody.page.locator("#erreurs")).not_to_contain_text(spaced(TOTAL))
    expect(somebody.page.locator("#total")).to_have_value("8 475,29")


def counts_right(somebody: Person) -> None:
    """Count what is there: the question says it back, and once it is answered the file is signed off."""
    counts(somebody, "1", "8475.28 DH")
    dialog = somebody.page.get_by_role("dialog")
    for part in (NUMBER, spaced(TOTAL)):
        expect(dialog).to_contain_text(part)
    is_clean(somebody, WIDE, NARROW)
    resize(somebody, WIDE)
    somebody.press("Non, revenir")
    expect(somebody.page.locator("#total")).to_have_value("8475.28 DH")
    somebody.press("Continuer")
    somebody.press("Oui, viser")
    somebody.sees(
        "Le fichier {number} est visé : il peut partir à la banque.",
        number=somebody.words.ltr(NUMBER),
    )
    expect(somebody.page.locator("#nouvelle")).to_be_focused()


@BOTH
def test_a_file_is_produced_taken_away_counted_wrong_then_right(
    own_portal: Portal, sign_in: SignIn, language: Language
) -> None:
    boss = sign_in(BOSS)
    boss.link("Ouvrir les fichiers").click()
    boss.sees_title("Fichiers de prélèvements")
    settled(boss)
    is_page(boss, PAGE)
    boss.sees_figure(DAY)
    boss.sees("Aucun fichier n'a encore été produit.")
    is_clean(boss, WIDE, NARROW)

    owes(sign_in(EMPLOYER), own_portal)
    opens(boss)
    expect(boss.row(WAITING, 0)).to_contain_text(boss.words("À produire à partir du"))
    expect(boss.row(WAITING, 0)).to_contain_text(spaced(TOTAL))
    moves(boss, MONTH, "09/12/2023")
    produces(boss)
    # The next day to come takes its place.
    expect(boss.row(WAITING, 0)).to_contain_text("10/01/2024")

    deputy = sign_in(DEPUTY)
    opens(deputy)
    holds_what_the_screen_says(deputy)
    file(deputy).get_by_role("button").click()
    expect(deputy.page.locator("#compter")).to_be_focused()
    counts_wrong(deputy)
    counts_right(deputy)
    expect(file(deputy)).to_contain_text(persona(DEPUTY).name)
    is_clean(deputy, WIDE, NARROW)


@BOTH
def test_of_two_who_count_at_once_the_second_is_told_who_signed(
    own_portal: Portal, sign_in: SignIn, language: Language
) -> None:
    owes(sign_in(EMPLOYER), own_portal)
    boss, deputy = sign_in(BOSS), sign_in(DEPUTY)
    opens(boss)
    moves(boss, MONTH, "09/12/2023")
    expect(boss.row(WAITING, 0).get_by_role("button")).to_be_visible()
    # The command line was quicker: the button finds the very file.
    own_portal.command("debits", "produce", "2023-12-11")
    boss.row(WAITING, 0).get_by_role("button").click()
    boss.sees("Le fichier {number} était déjà produit : le voici.", number=boss.words.ltr(NUMBER))
    expect(file(boss)).to_contain_text(boss.words("Damancom"))
    file(boss).get_by_role("button").click()
    counts(boss, "1", TOTAL)

    opens(deputy)
    keys = Keys(deputy)
    for leaves in (True, False):
        keys.reach(file(deputy).get_by_role("button"))
        keys.press("Enter")
        expect(deputy.page.locator("#compter")).to_be_focused()
        if leaves:
            keys.push("Revenir aux fichiers")
            expect(deputy.page.locator("#fichiers")).to_be_focused()
    keys.fill("debits", "1")
    keys.fill("total", TOTAL)
    keys.push("Continuer")
    keys.stays_inside(deputy.page.get_by_role("dialog"))
    keys.press("Escape")
    expect(deputy.page.get_by_role("dialog")).to_have_count(0)
    keys.push("Continuer")
    keys.push("Oui, viser")
    expect(file(deputy)).to_contain_text(persona(DEPUTY).name)

    boss.press("Oui, viser")
    boss.sees_error(SENTENCES["debit_file_signed_off"], by=persona(DEPUTY).name)
    expect(boss.page.locator("#total")).to_have_value(TOTAL)
    expect(file(boss)).to_contain_text(persona(DEPUTY).name)
    is_clean(boss, WIDE, NARROW)
    # Opened again, there is nothing left to count.
    opens(boss)
    expect(file(boss)).to_contain_text(persona(DEPUTY).name)
    expect(boss.page.locator("#total")).to_have_count(0)


@BOTH
def test_who_is_no_supervisor_has_no_way_in(
    own_portal: Portal, sign_in: SignIn, language: Language
) -> None:
    officer = sign_in(OFFICER)
    settled(officer)
    expect(officer.link("Ouvrir les fichiers")).to_have_count(0)
    officer.open(PAGE)
    officer.sees_title("Votre compte ne donne pas accès à cette page")
