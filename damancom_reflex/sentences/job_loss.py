"""Sentences of a claim for loss of employment."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark

SENTENCES: Final[dict[str, str]] = {
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
}
