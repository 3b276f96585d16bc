"""The decision that applies, in a sentence: its words and figures come from its dated record."""

from __future__ import annotations

from damancom_reflex.domain.remission import RemissionPolicy
from damancom_reflex.i18n import Translator
from damancom_reflex.state.format import period


def decision_sentence(policy: RemissionPolicy, _: Translator) -> str:
    """Which decision applies and within which bounds, or that none is open."""
    if not policy.number:
        return _(
            "Aucune décision de remise n'est ouverte aujourd'hui. Vous pouvez demander une facilité de paiement, sans "
            "remise (article 124 du code de recouvrement, loi 15-97)."
        )
    return _(
        "{title}. Signée le {signed} ; demandes du {opens} au {closes}, pour les périodes jusqu'à {last}.",
        title=policy.title_ar if _.language == "ar" else policy.title,
        signed=_.ltr(_.day(policy.signed)),
        opens=_.ltr(_.day(policy.opens)),
        closes=_.ltr(_.day(policy.closes)),
        last=_.ltr(period(policy.last_period)),
    )
