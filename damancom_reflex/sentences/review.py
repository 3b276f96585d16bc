"""Sentences of the work on files."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark

SENTENCES: Final[dict[str, str]] = {
    "file_unknown": mark("Aucun dossier que vous puissiez voir ne porte cette référence."),
    "action_not_allowed": mark("Votre fonction ne permet pas cette action sur ce dossier."),
    "changed_meanwhile": mark(
        "Ce dossier a changé pendant que vous l'aviez ouvert : le voici à jour. Ce que vous avez saisi est conservé."
    ),
    "file_in_other_hands": mark("Ce dossier est entre les mains de {name} depuis le {since}."),
    "impossible_transition": mark("L'état de la demande a changé entre-temps : rechargez la page."),
    "reason_unknown": mark("Choisissez un motif de la liste."),
    "note_missing": mark("Ce motif ne dit rien seul : écrivez pourquoi dans le message."),
}
