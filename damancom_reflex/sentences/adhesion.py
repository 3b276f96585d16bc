"""Sentences of a request for an account."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark

SENTENCES: Final[dict[str, str]] = {
    # Adhésion: fields
    "empty_affiliation": mark("Saisissez votre numéro d'affiliation, à sept chiffres."),
    "malformed_affiliation": mark("Un numéro d'affiliation ne contient que des chiffres."),
    "wrong_length_affiliation": mark(
        "Un numéro d'affiliation compte sept chiffres ; vous en avez saisi {found}."
    ),
    "identity_kind_missing": mark("Choisissez la pièce d'identité."),
    "empty_identity": mark("Saisissez le numéro de la pièce d'identité."),
    "malformed_identity": mark("Ce numéro n'est celui d'aucune pièce d'identité. Vérifiez-le."),
    "empty_cin": mark("Saisissez le numéro de la carte d'identité."),
    "malformed_cin": mark(
        "Un numéro de carte d'identité compte une ou deux lettres, puis cinq ou six chiffres : AB123456."
    ),
    "empty_residence_card": mark("Saisissez le numéro de la carte de séjour."),
    "malformed_residence_card": mark(
        "Un numéro de carte de séjour compte cinq à dix lettres et chiffres. Recopiez-le depuis la carte."
    ),
    "empty_passport": mark("Saisissez le numéro du passeport."),
    "malformed_passport": mark(
        "Un numéro de passeport compte deux lettres, puis six ou sept chiffres : AB1234567."
    ),
    "empty_name": mark("Saisissez le nom."),
    "empty_surname": mark("Saisissez le nom de famille."),
    "empty_first_name": mark("Saisissez le prénom."),
    "name_too_long": mark("Ce nom est trop long : {most} caractères au plus."),
    "malformed_name": mark(
        "Écrivez le nom en lettres ; apostrophes, traits d'union et points sont admis."
    ),
    "arabic_in_latin_name": mark(
        "Écrivez ce nom en lettres latines, comme sur la pièce d'identité."
    ),
    "malformed_arabic_name": mark("Écrivez le nom en lettres arabes, sans chiffres ni signes."),
    "latin_in_arabic_name": mark("Écrivez ce nom en lettres arabes, ou laissez le champ vide."),
    "empty_company_name": mark("Saisissez la raison sociale."),
    "malformed_company_name": mark(
        "Cette raison sociale contient des signes qui ne peuvent pas figurer sur un formulaire. Écrivez-la en lettres et en chiffres."
    ),
    "operator_missing": mark("Choisissez votre opérateur."),
    "empty_mobile": mark("Saisissez un numéro de téléphone mobile."),
    "malformed_mobile": mark("Écrivez un numéro à dix chiffres, par exemple 06 12 34 56 78."),
    "foreign_mobile": mark("Il faut un numéro marocain, qui commence par +212."),
    "not_mobile": mark("Ce numéro n'est pas celui d'un mobile : il doit commencer par 06 ou 07."),
    "phone_not_verified": mark("Vérifiez ce numéro de téléphone par le code envoyé par SMS."),
    "empty_email": mark("Saisissez une adresse électronique."),
    "malformed_email": mark(
        "Cette adresse n'a pas la bonne forme. Elle s'écrit comme nom@exemple.ma."
    ),
    "email_domain_impossible": mark(
        "Aucun courriel ne peut arriver à cette adresse. Vérifiez ce qui suit le signe @."
    ),
    "email_not_verified": mark("Vérifiez cette adresse par le code envoyé par courriel."),
    "delegation_missing": mark("Dites si un mandataire agira pour l'entreprise."),
    "delegate_kind_missing": mark("Choisissez la qualité du mandataire."),
    "empty_ice": mark("Saisissez l'ICE, à quinze chiffres."),
    "malformed_ice": mark("Un ICE ne contient que des chiffres."),
    "wrong_length_ice": mark("Un ICE compte quinze chiffres ; vous en avez saisi {found}."),
    "wrong_key_ice": mark(
        "La clé de cet ICE n'est pas la bonne. Recopiez-le depuis un document du mandataire."
    ),
    "delegate_is_company": mark(
        "Cet ICE est celui de l'entreprise elle-même. Saisissez celui du mandataire."
    ),
    "scope_missing": mark("Cochez au moins un pouvoir du mandataire."),
    "malformed_day": mark(
        "Écrivez la date avec le jour, le mois et l'année en chiffres, l'année en entier, par exemple 31/10/2023."
    ),
    "impossible_day": mark("Cette date n'existe pas au calendrier."),
    "until_not_after_today": mark("Choisissez une date à venir pour la fin du mandat."),
    "until_too_far": mark("Un mandat dure dix ans au plus : jusqu'au {latest}."),
    "content_incomplete": mark("Il manque quelque chose, ou une réponse est à corriger."),
    # Adhésion: wizard
    "affiliate_not_found": mark(
        "Aucune entreprise n'est affiliée sous ce numéro. Recopiez-le depuis un bordereau de déclaration ou un appel de cotisations."
    ),
    "affiliate_not_found_wrong_key": mark(
        "Aucune entreprise n'est affiliée sous ce numéro : il contient sans doute une faute de frappe."
    ),
    "read_again": mark(
        "La demande a changé dans un autre onglet. La voici : relisez-la avant de confirmer."
    ),
    "too_many_lookups": mark(
        "Trop de numéros recherchés depuis votre connexion. Réessayez après le {until}."
    ),
    "enrolment_account_exists": mark(
        "Cette entreprise a déjà un compte Damancom. Connectez-vous, ou demandez un nouveau mot de passe."
    ),
    "request_under_way": mark(
        "Une demande est déjà en cours pour cette entreprise. Si elle n'est pas la vôtre, adressez-vous à votre agence."
    ),
    "company_not_mine": mark(
        "Rien n'a été gardé. Relisez le numéro sur un bordereau de déclaration : un seul chiffre suffit à désigner une autre entreprise."
    ),
    "enrolment_needs_code": mark(
        "Pour modifier cette demande, prouvez d'abord qu'elle est la vôtre par un code envoyé au téléphone vérifié."
    ),
    "changed_elsewhere": mark(
        "Cette demande a été modifiée dans un autre onglet. Rien n'a été écrasé."
    ),
    "field_unknown": mark("Ce champ n'existe pas. Rechargez la page."),
    "identity_tries_exhausted": mark(
        "Cinq identités ont été vérifiées pour cette demande : on ne peut plus en vérifier d'autres ici. Présentez-vous à votre agence avec la pièce d'identité."
    ),
    "identity_not_checked": mark("Vérifiez cette pièce d'identité avant de continuer."),
    "already_verified": mark("C'est déjà vérifié : aucun code n'est à saisir."),
    "code_not_sent": mark("Demandez d'abord un code : aucun n'a été envoyé à ce destinataire."),
    # Adhésion: follow-up and decision
    "reference_missing": mark(
        "Saisissez la référence de la demande, par exemple DA-2023-7K3M-Q9XT."
    ),
    "follow_up_unknown": mark("Commencez par la référence : un code vous sera envoyé."),
    "code_wrong": mark("Ce code n'est pas le bon. Vérifiez-le sur le dernier message reçu."),
    "enrolment_unknown": mark(
        "Cette demande ne s'ouvre pas sur ce navigateur. Suivez-la par sa référence, ou par le lien reçu par courriel."
    ),
    "enrolment_filed": mark("Cette demande est déposée. Suivez-la par sa référence."),
    "draft_expired": mark(
        "Ce brouillon est resté trop longtemps sans changement et a été effacé. Commencez une nouvelle demande."
    ),
    "enrolment_reference_unknown": mark("Aucune demande d'adhésion ne porte cette référence."),
    "paper_unknown": mark("Ce document ne fait pas partie de cette demande."),
}
