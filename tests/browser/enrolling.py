"""What somebody who asks for an account does, step by step, in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.sentences import SENTENCES, sentence
from damancom_reflex.state.adhesion.wizard import PAGES
from tests.browser.companies import Company
from tests.browser.dossiers import Dossier
from tests.browser.journeys import Person
from tests.portal import Portal

TITLES: Final[dict[EnrolmentStep, str]] = {
    EnrolmentStep.COMPANY: "Votre entreprise",
    EnrolmentStep.REPRESENTATIVE: "Le représentant légal",
    EnrolmentStep.CONTACT: "Vos coordonnées",
    EnrolmentStep.DELEGATION: "Délégation",
    EnrolmentStep.CONFIRMATION: "Relire et confirmer",
}
SEND: Final = {
    Field.PHONE: "Envoyer le code par SMS",
    Field.EMAIL: "Envoyer le code par courriel",
}
PROVED: Final = {Field.PHONE: "Numéro vérifié", Field.EMAIL: "Adresse vérifiée"}
SUBMIT: Final = "Confirmer la demande"


class Applicant(Person):
    """Somebody at a screen who asks for an account."""

    # Where one is

    def at(self, step: EnrolmentStep, dossier: Dossier, *, back: bool = False) -> None:
        """Open a step of a request by its address, as « Modifier » does with `back`."""
        self.open(f"{PAGES[step]}?d={dossier.id}" + ("&retour=oui" if back else ""))
        self.sees_step(step)

    def sees_step(self, step: EnrolmentStep) -> None:
        """That step is open: its heading, its place in the rail, its content."""
        self.sees_title(TITLES[step])
        expect(self.page.locator(".rail [aria-current=step]")).to_have_count(1)
        expect(self.page.locator("main .loading-line .loading-spinner")).to_have_count(0)

    def field(self, field: Field | str) -> Locator:
        """The control of a field."""
        return self.page.locator(f"#{field}")

    def refused(self, field: Field | str, code: str, **params: object) -> None:
        """The sentence of a refusal stands beside its field, which keeps what was typed."""
        said = sentence(code, self.words, **params)
        expect(self.page.locator(f"#{field}-erreur")).to_have_text(said)

    def problems(self) -> list[str]:
        """What the error summary lists."""
        self.page.locator("#erreurs").wait_for()
        return self.page.locator("#erreurs li").all_inner_texts()

    def is_saved(self) -> None:
        """The page says that it kept what was typed, and when."""
        said = re.escape(self.words("Enregistré à {time}.")).replace(r"\{time\}", ".*?[0-9:]{5}.*?")
        expect(self.page.locator("main").get_by_text(re.compile(said))).to_be_visible()

    # Step by step

    def look_up(self, number: str) -> None:
        """Type an affiliation number and send it, once the captcha is solved."""
        self.field("number").fill(number)
        self.press("Vérifier")

    def finds(self, legal_name: str) -> None:
        """The company of the number is shown, with its question."""
        self.sees("Est-ce bien votre entreprise ?")
        expect(self.page.locator("main .facts")).to_contain_text(legal_name)

    def says_yes(self) -> None:
        """It is this company."""
        self.press("Oui, c'est elle")
        self.sees_step(EnrolmentStep.REPRESENTATIVE)

    def choose(self, field: Field, word: str) -> None:
        """Take one of several."""
        self.page.locator(f"input[name={field}][value={word}]").check()

    def type(self, field: Field, text: str) -> None:
        """Replace what a field holds, and leave it."""
        self.field(field).fill(text)
        self.field(field).blur()

    def identify(self, number: str, kind: str = "CIN") -> None:
        """Look an identity up in the register."""
        self.choose(Field.IDENTITY_KIND, kind)
        self.type(Field.IDENTITY_NUMBER, number)
        self.press("Vérifier")

    def go_on(self, msgid: str, step: EnrolmentStep) -> None:
        """Push the button at the foot of a step, on to another."""
        self.press(msgid)
        self.sees_step(step)

    def to_contact(self) -> None:
        """From the representative to the contacts."""
        self.go_on("Continuer vers les coordonnées", EnrolmentStep.CONTACT)

    def to_delegation(self) -> None:
        """From the contacts to delegation."""
        self.go_on("Continuer vers la délégation", EnrolmentStep.DELEGATION)

    def to_confirmation(self) -> None:
        """From delegation to the summary."""
        self.go_on("Continuer vers la validation", EnrolmentStep.CONFIRMATION)

    # Codes

    def code_panel(self, field: Field) -> Locator:
        """Where the code of a contact is typed."""
        return self.page.locator(".code-panel").filter(has=self.page.locator(f"#{field}_code"))

    def ask_code(self, field: Field) -> None:
        """Have a code sent to what is typed."""
        self.press(SEND[field])
        expect(self.code_panel(field)).to_be_visible()

    def code_of(self, field: Field) -> str:
        """Look at the visible phone or mailbox again, and read the code in the message that the screen names."""
        self.press("Actualiser")
        return self.read_code(field)

    def read_code(self, field: Field) -> str:
        """The code in the message that the screen names, once it is there."""
        prefix = self.code_panel(field).locator(".code-prefix").inner_text()
        named = re.compile(rf"\b{prefix}-(\d{{6}})\b")
        message = self.page.locator(".message-text").filter(has_text=named).first
        expect(message).to_be_visible()
        found = named.search(message.inner_text())
        assert found
        return found.group(1)

    def give_code(self, field: Field, code: str) -> None:
        """Type a code and send it."""
        self.field(f"{field}_code").fill(code)
        self.code_panel(field).get_by_role("button", name=self.words("Vérifier le code")).click()

    def prove(self, field: Field, text: str) -> None:
        """Type a contact, have a code sent to it, read it, give it back."""
        self.type(field, text)
        self.ask_code(field)
        self.give_code(field, self.code_of(field))
        self.sees_proved(field)

    def sees_proved(self, field: Field) -> None:
        """That contact is verified."""
        expect(self.page.get_by_text(self.words(PROVED[field]))).to_be_visible()

    # The end

    def delegate(self, typed: Mapping[str, str]) -> None:
        """Say who acts for the company."""
        self.choose(Field.DELEGATED, "yes")
        for name, text in typed.items():
            control = self.field(name)
            if name == Field.DELEGATED:
                continue
            if name in {Field.DELEGATE_KIND, Field.DELEGATE_IDENTITY_KIND}:
                self.choose(Field(name), text)
            elif name.startswith("scope_"):
                control.check()
            else:
                control.fill(text)

    def accept(self) -> None:
        """Read and accept the terms."""
        self.press("Lire et accepter les conditions")
        self.press("J'accepte les conditions")
        expect(self.button(SUBMIT)).to_be_visible()

    def submit(self) -> str:
        """Submit; the reference."""
        self.press(SUBMIT)
        self.sees_title("Votre demande est déposée")
        return self.reference()

    def reference(self) -> str:
        """The reference of the request in view."""
        shown = self.page.locator(".fact dd").first.inner_text()
        assert re.fullmatch(r"DA-2023-[0-9A-Z]{4}-[0-9A-Z]{4}", shown), shown
        return shown

    def follow(self, reference: str) -> None:
        """From the follow-up page to its code page."""
        self.open("adhesion/suivi")
        self.field("reference").fill(reference)
        self.press("Recevoir mon code")
        self.sees_title("Votre code de suivi")

    def opens_with(self, code: str) -> None:
        """Give the code of the follow-up page."""
        self.field("code").fill(code)
        self.press("Ouvrir ma demande")

    def link_received(self, to: str, part: str) -> str:
        """The link with `part` in the latest letter to an address, in the visible mailbox."""
        self.press("Actualiser")
        letter = self.page.locator(".message").filter(has_text=to).filter(has_text=part).first
        expect(letter).to_be_visible()
        found = re.search(rf"https?://\S+{re.escape(part)}\S*", letter.text_content() or "")
        assert found
        return found[0]

    def activates(self, company: Company, password: str) -> None:
        """Follow the link of the e-mail in the visible mailbox, and choose a password."""
        self.follows_activation(company)
        self.chooses(password)

    def follows_activation(self, company: Company) -> None:
        """Follow the link that activates the account, to where the password is chosen."""
        self.page.goto(self.link_received(company.email, "/lien/mot-de-passe"))
        self.sees_title("Activer votre compte")
        expect(self.page.locator("main")).to_contain_text(company.legal_name)

    def chooses(self, password: str) -> None:
        """Choose a password, twice the same."""
        self.field("password").fill(password)
        self.field("again").fill(password)
        self.press("Enregistrer le mot de passe")
        self.sees(SENTENCES["password_set"])

    def enters(self, company: Company, password: str) -> None:
        """Sign in for the first time: the identifier is there already, the code comes to the phone."""
        expect(self.field("identifier")).to_have_value(
            re.compile(rf"^{company.number}-[a-z]{{3}}$")
        )
        self.press("Recevoir mon code")
        self.sees_title("Votre code et votre mot de passe")
        self.enter_code(self.latest_code(), password)
        self.sees_title("Mon espace")
        expect(self.page.locator("main")).to_contain_text(company.legal_name)

    def paper(self, name: str) -> tuple[PdfReader, str]:
        """Download a paper of the request in view: the document and its text on one line."""
        with self.page.expect_download() as download:
            self.page.locator(f"a[href*='/{name}.pdf']").click()
        return read_pdf(download.value.path())


def read_pdf(path: Path) -> tuple[PdfReader, str]:
    """A PDF and its text on one line."""
    paper = PdfReader(path)
    return paper, " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def decides(portal: Portal, decision: str, reference: str, *options: str) -> str:
    """What the agency's command answers; it must succeed."""
    return portal.command("adhesion", decision, reference, *options)
