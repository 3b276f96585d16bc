"""Sentences of the doors of employers and staff, and the demo's calendar."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark

SENTENCES: Final[dict[str, str]] = {
    # Sign-in
    "identifier_missing": mark("Saisissez votre identifiant."),
    "identifier_malformed": mark(
        "Cet identifiant n'a pas la bonne forme. Vérifiez-le sur votre courriel d'activation."
    ),
    "too_many_requests": mark(
        "Trop de demandes depuis votre connexion. Réessayez après le {until}."
    ),
    "code_wrong_or_password": mark(
        "Le code ou le mot de passe n'est pas le bon. Vérifiez les deux."
    ),
    "code_missing": mark("Saisissez le code à six chiffres."),
    "password_missing": mark("Saisissez votre mot de passe."),
    "code_expired": mark(
        "Ce code a expiré, ou un plus récent l'a remplacé. Prenez le dernier, ou demandez-en un."
    ),
    "code_used": mark("Ce code a déjà servi. Recommencez la connexion."),
    "challenge_unknown": mark("Commencez par votre identifiant : un code vous sera envoyé."),
    "locked": mark("Trop d'essais : l'accès est bloqué jusqu'au {until}."),
    "resend_too_soon": mark(
        "Un code vient de partir. Vous pourrez en demander un autre dans quelques instants."
    ),
    "resend_exhausted": mark(
        "Trop de codes demandés pour ce destinataire. Réessayez après le {until}."
    ),
    "session_ended": mark(
        "Votre session est terminée. Connectez-vous pour reprendre là où vous étiez, avec tout ce qui était enregistré."
    ),
    "session_closed": mark(
        "Vous êtes déconnecté. Connectez-vous pour reprendre là où vous étiez, avec tout ce qui était enregistré."
    ),
    "sign_in_first": mark("Connectez-vous pour ouvrir cette page."),
    "signed_out": mark("Vous êtes déconnecté."),
    "password_set": mark("Votre nouveau mot de passe est enregistré. Connectez-vous."),
    "sessions_closed": mark(
        "Toutes les sessions sont fermées. Choisissez maintenant un nouveau mot de passe."
    ),
    "link_used": mark("Ce lien a déjà servi."),
    "link_expired": mark("Ce lien a expiré."),
    "link_unknown": mark("Ce lien n'est pas valable. Ouvrez-le depuis le dernier courriel reçu."),
    "password_too_short": mark("Il faut douze caractères au moins."),
    "password_too_long": mark("Il faut moins de 128 caractères."),
    "password_too_common": mark(
        "Ce mot de passe se devine trop facilement. Préférez une phrase que personne d'autre ne connaît."
    ),
    "passwords_differ": mark("Les deux saisies ne sont pas identiques."),
    # Staff
    "staff_code_or_password": mark(
        "Le code ou le mot de passe n'est pas le bon. Un code ne sert qu'une fois : attendez le suivant, puis vérifiez les deux."
    ),
    "authenticator_code_missing": mark("Saisissez le code que montre votre application."),
    "authenticator_code_wrong": mark(
        "Ce n'est pas le code que l'application montre en ce moment. Attendez le suivant, et laissez votre téléphone régler l'heure tout seul."
    ),
    "staff_begin_again": mark(
        "L'écran précédent a expiré, ou a déjà servi. Recommencez par votre identifiant."
    ),
    "setup_over": mark(
        "Cet écran n'est plus valable. Si votre application n'est pas encore reliée, demandez un lien par « Mot de passe oublié ? »."
    ),
    "staff_only": mark("Cette page est réservée au personnel de la CNSS."),
    "supervisors_only": mark("Cette page est réservée aux superviseurs."),
    "staff_unknown": mark("Aucun compte du personnel ne porte cet identifiant."),
    "enrolled": mark("Votre application est reliée et vous êtes connecté."),
    # Captcha
    "captcha_missing": mark(
        "La vérification de sécurité n'était pas terminée. Attendez qu'elle le soit, puis recommencez."
    ),
    "captcha_failed": mark("La vérification de sécurité a échoué. Recommencez."),
    "captcha_expired": mark("La vérification de sécurité a expiré. Recommencez."),
    "captcha_used": mark("Cette vérification de sécurité a déjà servi. Recommencez."),
    # The demo's calendar
    "calendar_end": mark("Le calendrier de la démonstration s'arrête au {last}."),
}
