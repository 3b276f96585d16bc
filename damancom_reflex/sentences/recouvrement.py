"""Sentences of a request of remission, from its debt to its last debit."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark

SCHEDULE_AND_DEBITS: Final = mark(
    "Les dates de l'échéancier se comptent depuis le jour où votre créance est arrêtée. Les prélèvements, eux, passent "
    "le {day} de chaque mois, à partir du mois qui suit la validation."
)
"""Why the days of a schedule are not those of its debits."""

SENTENCES: Final[dict[str, str]] = {
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
    "new_situation_awaited": mark(
        "La demande {reference} a changé ce que vous devez : une nouvelle demande attend que la créance soit arrêtée à nouveau."
    ),
    "plan_changed": mark(
        "Le plan a changé ailleurs depuis que cette page l'a montré. Le voici tel qu'il est : relisez-le."
    ),
    # RIB
    "empty_rib": mark("Saisissez un RIB de 24 chiffres."),
    "malformed_rib": mark("Un RIB ne contient que des chiffres."),
    "wrong_length_rib": mark("Un RIB compte 24 chiffres ; vous en avez saisi {found}."),
    "wrong_key_rib": mark(
        "La clé de ce RIB n'est pas la bonne. Recopiez-le depuis votre attestation."
    ),
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
    "debit_collected": mark(
        "Le prélèvement n° {number} est encaissé : le délai de retour de la banque est passé."
    ),
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
}
