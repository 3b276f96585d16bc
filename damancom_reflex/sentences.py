"""One clear sentence for each way a rule, a service or a form says no, by its stable code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Translator, mark

FALLBACK: Final = mark("Nous n'avons pas pu faire ce que vous demandez. Réessayez dans un instant.")
# Figures that are centimes, wherever they come from.
AMOUNTS: Final = frozenset({"amount", "highest", "lowest", "smallest"})

SENTENCES: Final[dict[str, str]] = {
    # The demo's calendar
    "calendar_end": mark("Le calendrier de la démonstration s'arrête au {last}."),
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
        "L'écran précédent a trop attendu, ou a déjà servi. Recommencez par votre identifiant."
    ),
    "setup_over": mark(
        "Cet écran n'est plus valable. Si votre application n'est pas encore reliée, demandez un lien par « Mot de passe oublié ? »."
    ),
    "staff_only": mark("Cette page est réservée au personnel de la CNSS."),
    "supervisors_only": mark("Cette page est réservée aux superviseurs."),
    "staff_unknown": mark("Aucun compte du personnel ne porte cet identifiant."),
    "enrolled": mark("Votre application est reliée et vous êtes connecté."),
    # IPE
    "insured_unknown": mark("Cette personne n'est pas parmi les salariés de cet affilié."),
    "claim_unknown": mark("Cette demande n'est pas parmi les vôtres."),
    "claim_form_unknown": mark("Ce formulaire n'existe pas, ou n'est pas le vôtre."),
    "claim_filed": mark("Cette demande est déjà déposée."),
    "claim_live": mark(
        "Une demande pour cette personne attend déjà une décision : il ne peut y en avoir qu'une à la fois."
    ),
    "empty_loss_date": mark("Indiquez la date de la perte."),
    "future_loss": mark("La date de la perte ne peut pas être à venir : au plus tard le {day}."),
    "loss_before_hiring": mark("La date de la perte ne peut pas précéder l'embauche, le {day}."),
    "impossible_loss": mark("Cette date n'est pas possible."),
    "reason_missing": mark("Choisissez le motif de la perte."),
    "late_reason_missing": mark(
        "La demande vient {days} jours après la perte ; le délai est de {limit} jours. Dites pourquoi."
    ),
    "late_reason_too_long": mark("Au plus {most} caractères."),
    "not_attested": mark("Attestez l'exactitude de ce que vous déclarez."),
    "claim_reference_unknown": mark("Aucune demande d'IPE ne porte cette référence."),
    "paper_empty": mark("Ce fichier est vide. Choisissez-en un autre."),
    "paper_not_chosen": mark("Choisissez d'abord un fichier."),
    "paper_too_large": mark(
        "Ce fichier dépasse 5 Mo. Réduisez-le, ou envoyez-le en plusieurs parties."
    ),
    "paper_type_unknown": mark(
        "Ce fichier n'est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom. Enregistrez-le sous l'un de ces formats."
    ),
    "paper_too_detailed": mark(
        "Cette image a trop de points pour être ouverte. Numérisez la page à 300 points par pouce, ou réduisez l'image."
    ),
    "paper_damaged": mark(
        "Ce fichier est incomplet ou abîmé : il ne s'ouvre pas. Enregistrez-le de nouveau, puis renvoyez-le."
    ),
    "paper_kind_unknown": mark("Indiquez ce qu'est cette pièce."),
    "too_many_papers": mark(
        "Cette demande a déjà douze pièces, le plus qu'elle peut avoir. Retirez-en une pour en ajouter une autre."
    ),
    "too_many_uploads": mark("Trop de pièces envoyées en une heure. Réessayez après le {until}."),
    "upload_too_slow": mark(
        "L'envoi a duré trop longtemps. Réduisez le fichier, ou réessayez avec une meilleure connexion."
    ),
    "claim_closed": mark("Cette demande est décidée ou retirée : ses pièces ne changent plus."),
    # Amounts and plan
    "empty_amount": mark("Saisissez un montant."),
    "negative_amount": mark("Un montant ne peut pas être négatif."),
    "malformed_amount": mark("Écrivez le montant en chiffres, par exemple 5 000 ou 5 000,50."),
    "too_many_decimals": mark("Deux chiffres au plus après la virgule."),
    "amount_too_large": mark("Ce montant est trop grand."),
    "down_payment_too_high": mark("L'avance ne laisse rien à étaler. Au plus {highest}."),
    "down_payment_too_low": mark("L'avance doit être d'au moins {lowest}."),
    "malformed_months": mark("Écrivez le nombre de mois en chiffres, par exemple 12."),
    "months_too_few": mark("Il faut au moins un mois."),
    "months_too_many": mark("Au plus {most} mois."),
    "instalment_too_small": mark(
        "Chaque mensualité doit être d'au moins {smallest}. Choisissez {most_months} mois au plus, ou une avance plus basse."
    ),
    "remission_leaves_nothing": mark(
        "La remise ne laisse rien à payer : il n'y a pas de plan à faire. Voyez votre perception."
    ),
    "mode_not_offered": mark("La décision en vigueur ne prévoit pas cette modalité."),
    "budget_too_small": mark(
        "Aucun plan ne tient dans cette somme. Il faudrait au moins {lowest} par mois."
    ),
    "nothing_owed": mark("Cet affilié ne doit rien : aucune remise n'est à demander."),
    # Journey
    "mode_missing": mark("Choisissez une modalité de paiement."),
    "guarantees_not_accepted": mark(
        "Acceptez de déposer des garanties, ou choisissez le paiement intégral."
    ),
    "bank_account_missing": mark("Choisissez le compte à débiter, ou ajoutez un RIB."),
    "plan_not_valid": mark("Corrigez d'abord votre plan : il ne peut pas être signé ainsi."),
    "terms_not_accepted": mark("Lisez et acceptez d'abord les conditions."),
    "terms_changed": mark(
        "Les conditions ont changé depuis votre lecture. Relisez-les avant de signer."
    ),
    "step_not_reached": mark("Terminez d'abord l'étape précédente."),
    "open_request_exists": mark(
        "Une demande est déjà en cours : {reference}. Adressez-vous à {office}, {office_address}, {office_phone}."
    ),
    "not_allowed": mark("Cette page est réservée aux employeurs et à leurs mandataires."),
    "no_affiliation": mark("Votre compte n'est rattaché à aucune affiliation aujourd'hui."),
    "affiliate_unknown": mark("Cette affiliation n'est pas rattachée à votre compte."),
    "already_signed": mark("Cette demande est déjà signée sous la référence {reference}."),
    "mode_unknown": mark("Choisissez une modalité de paiement."),
    "bank_account_unknown": mark("Ce compte bancaire n'est pas celui de l'affilié."),
    "too_many_bank_accounts": mark("Vous avez déjà {most} comptes bancaires : choisissez-en un."),
    "instalment_unknown": mark("L'échéancier compte {most} échéances."),
    "request_unknown": mark("Aucune demande de vos affiliations ne porte cette référence."),
    "draft_unknown": mark(
        "Ce dossier n'est plus ouvert. Reprenez depuis la liste de vos demandes."
    ),
    "may_not_sign": mark(
        "Votre compte ne peut pas signer pour cet affilié. Son représentant légal le peut."
    ),
    # RIB
    "empty_rib": mark("Saisissez un RIB de 24 chiffres."),
    "malformed_rib": mark("Un RIB ne contient que des chiffres."),
    "wrong_length_rib": mark("Un RIB compte 24 chiffres ; vous en avez saisi {found}."),
    "wrong_key_rib": mark(
        "La clé de ce RIB n'est pas la bonne. Recopiez-le depuis votre attestation."
    ),
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
    # Captcha
    "captcha_missing": mark(
        "La vérification de sécurité n'était pas terminée. Attendez qu'elle le soit, puis recommencez."
    ),
    "captcha_failed": mark("La vérification de sécurité a échoué. Recommencez."),
    "captcha_expired": mark("La vérification de sécurité a expiré. Recommencez."),
    "captcha_used": mark("Cette vérification de sécurité a déjà servi. Recommencez."),
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
    "reason_unknown": mark("Choisissez un motif de la liste."),
    "plan_changed": mark(
        "Le plan a changé ailleurs depuis que cette page l'a montré. Le voici tel qu'il est : relisez-le."
    ),
    "note_missing": mark("Ce motif ne dit rien seul : écrivez pourquoi dans le message."),
    "paper_unknown": mark("Ce document ne fait pas partie de cette demande."),
    # Remission: what an office decides
    "guarantee_kind_unknown": mark("Choisissez la nature de la garantie."),
    "guarantee_document_missing": mark("Indiquez la référence du document."),
    "guarantees_not_awaited": mark("Cette demande n'attend pas de garantie."),
    "guarantee_in_future": mark("La date de réception est à venir."),
    "guarantee_before_request": mark(
        "La garantie ne peut pas avoir été reçue avant la signature de la demande, le {signed}."
    ),
    "guarantee_late": mark("Le dernier jour pour déposer des garanties était le {due}."),
    "guarantees_missing": mark("Enregistrez d'abord une garantie."),
    "guarantees_not_sufficient": mark(
        "Attestez que les garanties suffisent, ou refusez la demande."
    ),
    "down_payment_not_received": mark("Attestez que l'avance de {amount} a été versée."),
    "second_signature_same_person": mark("La seconde signature revient à une autre personne."),
    "nothing_to_countersign": mark("Cette demande n'a pas encore de première signature."),
    "debit_unknown": mark("Ce prélèvement n'existe pas : cette demande en compte {most}."),
    "debit_not_sent": mark("Ce prélèvement n'est pas encore parti à la banque."),
    "earlier_debit_open": mark(
        "Le prélèvement n° {number} vient avant, et son issue n'est pas connue."
    ),
    "debit_at_the_bank": mark("Le prélèvement du {day} est à la banque : attendez son issue."),
    "debit_file_early": mark("Des prélèvements peuvent encore s'ajouter jusqu'au {first}."),
    "no_debits": mark("Aucun prélèvement n'est prévu ce jour-là."),
    "debit_file_unknown": mark("Aucun fichier n'a été produit pour ce jour."),
    "debit_file_signed_off": mark("Ce fichier a déjà été visé par {by}."),
    "sign_off_same_person": mark(
        "Vous avez produit ce fichier : c'est à une autre personne de le viser."
    ),
    "count_differs": mark("Le nombre ou le total n'est pas celui du fichier : recomptez."),
    "empty_count": mark("Saisissez le nombre que vous avez compté."),
    "malformed_count": mark("Écrivez le nombre en chiffres, sans virgule, par exemple 12."),
    # Staff review
    "file_unknown": mark("Aucun dossier que vous puissiez voir ne porte cette référence."),
    "action_not_allowed": mark("Votre fonction ne permet pas cette action sur ce dossier."),
    "changed_meanwhile": mark(
        "Ce dossier a changé pendant que vous l'aviez ouvert : le voici à jour. Ce que vous avez saisi est conservé."
    ),
    "file_in_other_hands": mark("Ce dossier est entre les mains de {name} depuis le {since}."),
    "impossible_transition": mark("L'état de la demande a changé entre-temps : rechargez la page."),
}


def sentence(code: str, _: Translator, **params: object) -> str:
    """The sentence for `code` in the translator's language; moments and amounts in `params` are written out.

    An unknown code (a forged address, a newer server) or a missing figure gets a sentence that is always true.
    """
    msgid = SENTENCES.get(code, FALLBACK)
    try:
        return _(msgid).format(**{name: _written(name, value, _) for name, value in params.items()})
    except (KeyError, IndexError):
        return _(FALLBACK)


def _written(name: str, value: object, _: Translator) -> object:
    if isinstance(value, datetime):
        return _.ltr(_.moment(value))
    if isinstance(value, date):
        return _.ltr(_.day(value))
    if name in AMOUNTS and isinstance(value, int):
        return _.ltr(f"{format_amount(value)}\u00a0MAD")
    return value
