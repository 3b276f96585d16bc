"""What each act of the audit trail is called, by its name there; French msgids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damancom_reflex.i18n import mark

REQUEST_ACTS: Final[Mapping[str, str]] = {
    "enrolment.submitted": mark("Demande déposée"),
    "enrolment.amended": mark("Demande modifiée et déposée de nouveau"),
    "enrolment.received": mark("Formulaires reçus à l'agence"),
    "enrolment.correction_requested": mark("Correction demandée"),
    "enrolment.validated": mark("Demande validée, compte ouvert"),
    "enrolment.refused": mark("Demande refusée"),
    "enrolment.expired": mark("Demande expirée"),
    "remission.signed": mark("Demande signée"),
    "remission.guarantee_registered": mark("Garantie enregistrée"),
    "remission.signed_once": mark("Première signature de la validation"),
    "remission.validated": mark("Plan validé"),
    "remission.refused": mark("Demande refusée"),
    "remission.cancelled": mark("Plan rompu, montants réintégrés"),
    "remission.completed": mark("Dette soldée"),
    "remission.expired": mark("Demande expirée"),
    "claim.submitted": mark("Demande déposée"),
    "claim.under_review": mark("Instruction commencée"),
    "claim.correction_requested": mark("Correction demandée"),
    "claim.accepted": mark("Demande acceptée"),
    "claim.refused": mark("Demande refusée"),
    "claim.withdrawn": mark("Demande retirée"),
    "claim.paper_added": mark("Pièce ajoutée"),
    "claim.paper_removed": mark("Pièce retirée"),
    "file.taken": mark("Dossier pris en main"),
    "file.taken_over": mark("Dossier repris à un collègue"),
    "file.given_back": mark("Dossier rendu"),
}
"""Acts that make the history of a request."""

_BESIDE: Final[Mapping[str, str]] = {
    "enrolment.began": mark("Demande commencée"),
    "enrolment.company_confirmed": mark("Entreprise confirmée"),
    "enrolment.company_denied": mark("Entreprise non reconnue"),
    "enrolment.identity_looked_up": mark("Identité du représentant cherchée"),
    "enrolment.phone_verified": mark("Numéro de téléphone vérifié"),
    "enrolment.email_verified": mark("Adresse électronique vérifiée"),
    "enrolment.code_locked": mark("Code de contact bloqué après trop d'essais"),
    "enrolment.resumed": mark("Demande reprise par son lien"),
    "enrolment.followed": mark("Demande ouverte par son code de suivi"),
    "enrolment.follow_up_locked": mark("Suivi bloqué après trop d'essais"),
    "enrolment.warned": mark("Rappel envoyé avant l'échéance"),
    "remission.reminded": mark("Rappel envoyé avant l'échéance"),
    "remission.debit_collected": mark("Prélèvement encaissé"),
    "remission.debit_rejected": mark("Prélèvement rejeté"),
    "debits.produced": mark("Fichier de prélèvements produit"),
    "debits.signed_off": mark("Fichier de prélèvements visé"),
    "debits.downloaded": mark("Fichier de prélèvements téléchargé"),
    "bank_account.added": mark("Compte bancaire ajouté"),
    "session.opened": mark("Connexion"),
    "session.closed": mark("Déconnexion"),
    "session.all_closed": mark("Toutes les sessions fermées"),
    "sign_in.locked": mark("Connexion bloquée après trop d'essais"),
    "password.link_asked": mark("Lien de mot de passe demandé"),
    "password.set": mark("Mot de passe choisi"),
    "messages.language_set": mark("Langue des messages choisie"),
    "authenticator.enrolled": mark("Application d'authentification reliée"),
    "authenticator.reset": mark("Application d'authentification remise à zéro"),
    "backup_codes.made": mark("Codes de secours créés"),
    "account.created": mark("Compte créé"),
    "account.role_set": mark("Fonction ou lieu changé"),
    "account.opened": mark("Compte rouvert"),
    "account.closed": mark("Compte fermé"),
    "calendar.moved": mark("Calendrier avancé d'un jour"),
}

ACTS: Final[Mapping[str, str]] = {**REQUEST_ACTS, **_BESIDE}
"""Every act; a test finds each one that the code writes."""

FAMILIES: Final[Mapping[str, str]] = {
    "enrolment": mark("Adhésion"),
    "remission": mark("Remise"),
    "debits": mark("Prélèvements"),
    "claim": mark("IPE"),
    "file": mark("Dossier"),
    "bank_account": mark("Compte bancaire"),
    "session": mark("Sessions"),
    "sign_in": mark("Connexion"),
    "password": mark("Mot de passe"),
    "messages": mark("Messages"),
    "authenticator": mark("Application d'authentification"),
    "backup_codes": mark("Codes de secours"),
    "account": mark("Comptes du personnel"),
    "calendar": mark("Calendrier de démonstration"),
}
"""What acts are about: the first word of their name."""
