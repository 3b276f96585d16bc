"""How the insured person learns of what the employer does: what is true of this one, by the register."""

from __future__ import annotations

from damancom_reflex.i18n import Translator
from damancom_reflex.services.job_loss.views import PersonView


def person_reached(person: PersonView, _: Translator) -> str:
    """By what the person is told, or that the employer must tell them."""
    if person.by_sms and person.by_email:
        return _("Le salarié en sera averti par SMS et par courriel.")
    if person.by_sms:
        return _("Le salarié en sera averti par SMS.")
    if person.by_email:
        return _("Le salarié en sera averti par courriel.")
    return _(
        "La CNSS n'a ni téléphone ni courriel de ce salarié : elle ne peut pas l'avertir. Prévenez-le vous-même."
    )
