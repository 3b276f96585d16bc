"""Every page with its address, its title and what it loads: the one map of the portal, built once per language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import reflex as rx

from damancom_reflex.i18n import Translator, mark
from damancom_reflex.pages import affiliation, espace, home, not_found, own_journal, verification
from damancom_reflex.pages.adhesion import (
    company,
    confirmation,
    contact,
    delegation,
    filed,
    follow,
    follow_code,
    representative,
    start,
)
from damancom_reflex.pages.connexion import (
    authenticator,
    close_sessions,
    code,
    forgotten,
    identifier,
    new_password,
    staff_code,
    staff_identifier,
)
from damancom_reflex.pages.equipe import agents, backup_codes, debits, journal
from damancom_reflex.pages.equipe import figures as staff_figures
from damancom_reflex.pages.equipe import index as staff_space
from damancom_reflex.pages.ipe import affiliate as claim_affiliate
from damancom_reflex.pages.ipe import claim, insured
from damancom_reflex.pages.ipe import form as claim_form
from damancom_reflex.pages.ipe import index as claims
from damancom_reflex.pages.recouvrement import (
    affiliate,
    bank,
    debt,
    index,
    mode,
    request,
    signature,
    simulation,
)
from damancom_reflex.pages.review import file as review_file
from damancom_reflex.pages.review import queue as review_queue
from damancom_reflex.state.adhesion.company import CompanyState
from damancom_reflex.state.adhesion.confirmation import ConfirmationState
from damancom_reflex.state.adhesion.contact import ContactState
from damancom_reflex.state.adhesion.delegation import DelegationState
from damancom_reflex.state.adhesion.filed import FiledState, FollowState
from damancom_reflex.state.adhesion.representative import RepresentativeState
from damancom_reflex.state.demo import DemoState
from damancom_reflex.state.demo_calendar import CalendarState
from damancom_reflex.state.espace import EspaceState
from damancom_reflex.state.job_loss.affiliates import ClaimAffiliatesState
from damancom_reflex.state.job_loss.claim import ClaimState
from damancom_reflex.state.job_loss.form import ClaimFormState
from damancom_reflex.state.job_loss.history import ClaimsState
from damancom_reflex.state.job_loss.insured import InsuredState
from damancom_reflex.state.own_journal import OwnJournalState
from damancom_reflex.state.recouvrement.affiliates import AffiliatesState
from damancom_reflex.state.recouvrement.bank import BankState
from damancom_reflex.state.recouvrement.debt import DebtState
from damancom_reflex.state.recouvrement.mode import ModeState
from damancom_reflex.state.recouvrement.requests import RequestsState, RequestState
from damancom_reflex.state.recouvrement.signature import SignatureState
from damancom_reflex.state.recouvrement.simulation import SimulationState
from damancom_reflex.state.review.file import FileState
from damancom_reflex.state.review.queue import QueueState
from damancom_reflex.state.session import SessionState
from damancom_reflex.state.sign_in import PasswordState, SignInState
from damancom_reflex.state.staff.agents import AgentsState
from damancom_reflex.state.staff.authenticator import AuthenticatorState, BackupCodesState
from damancom_reflex.state.staff.debits import DebitsState
from damancom_reflex.state.staff.figures import FiguresState
from damancom_reflex.state.staff.journal import JournalState
from damancom_reflex.state.staff.space import StaffSpaceState
from damancom_reflex.state.verification import VerificationState


@dataclass(frozen=True)
class Page:
    """A page: address below the language, function, title (msgid), handlers run when it opens."""

    address: str
    build: Callable[[Translator], rx.Component]
    title: str
    on_load: Sequence[rx.event.IndividualEventType[()]] = ()


PAGES: tuple[Page, ...] = (
    Page(home.PAGE, home.page, mark("Le guichet des employeurs")),
    Page(
        identifier.PAGE, identifier.page, mark("Se connecter"), (SignInState.load, DemoState.load)
    ),
    Page(
        code.PAGE,
        code.page,
        mark("Votre code et votre mot de passe"),
        (SignInState.load_code, DemoState.load),
    ),
    Page(
        staff_identifier.PAGE,
        staff_identifier.page,
        mark("Connexion du personnel"),
        (SignInState.load_staff, DemoState.load),
    ),
    Page(
        staff_code.PAGE,
        staff_code.page,
        mark("Code de l'application et mot de passe"),
        (SignInState.load_staff_code, DemoState.load),
    ),
    Page(
        authenticator.PAGE,
        authenticator.page,
        mark("Relier votre application d'authentification"),
        (AuthenticatorState.load, DemoState.load),
    ),
    Page(forgotten.PAGE, forgotten.page, mark("Mot de passe oublié"), (PasswordState.load,)),
    Page(
        new_password.PAGE,
        new_password.page,
        mark("Choisir un nouveau mot de passe"),
        (PasswordState.load_link,),
    ),
    Page(
        close_sessions.PAGE,
        close_sessions.page,
        mark("Fermer toutes les sessions"),
        (PasswordState.load,),
    ),
    Page(affiliation.PAGE, affiliation.page, mark("S'affilier à la CNSS")),
    Page(start.PAGE, start.page, mark("Adhérer à Damancom"), (CompanyState.load_start,)),
    Page(
        company.PAGE,
        company.page,
        mark("Votre entreprise"),
        (CompanyState.load, DemoState.load),
    ),
    Page(
        representative.PAGE,
        representative.page,
        mark("Le représentant légal"),
        (RepresentativeState.load, DemoState.load),
    ),
    Page(contact.PAGE, contact.page, mark("Vos coordonnées"), (ContactState.load, DemoState.load)),
    Page(delegation.PAGE, delegation.page, mark("Délégation"), (DelegationState.load,)),
    Page(
        confirmation.PAGE, confirmation.page, mark("Relire et confirmer"), (ConfirmationState.load,)
    ),
    Page(
        filed.PAGE,
        filed.page,
        mark("Votre demande d'adhésion"),
        (FiledState.load, DemoState.load, CalendarState.load),
    ),
    Page(follow.PAGE, follow.page, mark("Suivre une demande d'adhésion"), (FollowState.load,)),
    Page(
        follow_code.PAGE,
        follow_code.page,
        mark("Votre code de suivi"),
        (FollowState.load_code, DemoState.load),
    ),
    Page(espace.PAGE, espace.page, mark("Mon espace"), (EspaceState.load,)),
    Page(
        own_journal.PAGE, own_journal.page, mark("Journal de mon espace"), (OwnJournalState.load,)
    ),
    Page(staff_space.PAGE, staff_space.page, mark("Espace du personnel"), (StaffSpaceState.load,)),
    Page(agents.PAGE, agents.page, mark("Comptes du personnel"), (AgentsState.load,)),
    Page(journal.PAGE, journal.page, mark("Journal des actes"), (JournalState.load,)),
    Page(staff_figures.PAGE, staff_figures.page, mark("Chiffres"), (FiguresState.load,)),
    Page(
        debits.PAGE,
        debits.page,
        mark("Fichiers de prélèvements"),
        (DebitsState.load, CalendarState.load),
    ),
    Page(backup_codes.PAGE, backup_codes.page, mark("Codes de secours"), (BackupCodesState.load,)),
    Page(index.PAGE, index.page, mark("Recouvrement"), (RequestsState.load,)),
    Page(affiliate.PAGE, affiliate.page, mark("Choisir l'affiliation"), (AffiliatesState.load,)),
    Page(debt.PAGE, debt.page, mark("Votre créance consolidée"), (DebtState.load,)),
    Page(mode.PAGE, mode.page, mark("Comment voulez-vous payer ?"), (ModeState.load,)),
    Page(bank.PAGE, bank.page, mark("Quel compte débiter ?"), (BankState.load,)),
    Page(simulation.PAGE, simulation.page, mark("Votre simulation"), (SimulationState.load,)),
    Page(signature.PAGE, signature.page, mark("Conditions et signature"), (SignatureState.load,)),
    Page(
        request.PAGE,
        request.page,
        mark("Votre demande"),
        (RequestState.load, DemoState.load, CalendarState.load),
    ),
    Page(claims.PAGE, claims.page, mark("Indemnité pour perte d'emploi"), (ClaimsState.load,)),
    Page(
        claim_affiliate.PAGE,
        claim_affiliate.page,
        mark("Choisir l'affiliation"),
        (ClaimAffiliatesState.load,),
    ),
    Page(
        insured.PAGE,
        insured.page,
        mark("Vos salariés assurés"),
        (InsuredState.load, DemoState.load),
    ),
    Page(
        claim_form.PAGE,
        claim_form.page,
        mark("Demande d'indemnité pour perte d'emploi"),
        (ClaimFormState.load,),
    ),
    Page(
        claim.PAGE,
        claim.page,
        mark("Votre demande d'IPE"),
        (ClaimState.load, DemoState.load, CalendarState.load),
    ),
    Page(review_queue.PAGE, review_queue.page, mark("Dossiers à traiter"), (QueueState.load,)),
    Page(review_file.PAGE, review_file.page, mark("Dossier"), (FileState.load, CalendarState.load)),
    Page(
        verification.PAGE,
        verification.page,
        mark("Vérifier un document"),
        (VerificationState.load,),
    ),
    Page(not_found.NOT_FOUND, not_found.not_found, mark("Page introuvable")),
    Page(not_found.REFUSED, not_found.refused, mark("Accès refusé")),
    Page(not_found.FAILED, not_found.failed, mark("Incident")),
)


def on_load(page: Page) -> list[rx.event.IndividualEventType[()]]:
    """Handlers of a page, after the one that fills the header."""
    return [SessionState.load, *page.on_load]
