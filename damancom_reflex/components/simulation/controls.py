"""What one sets: down payment, months, or what one can pay a month."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.layout import card
from damancom_reflex.components.live import LiveField, StepperField
from damancom_reflex.components.notices import field_error
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.simulation import SimulationState


def controls(_: Translator) -> rx.Component:
    """Down payment, months, and what one can pay a month."""
    return card(
        rx.el.h2(_("Votre plan"), class_name="section-title mt-0"),
        rx.el.div(_down_payment(_), _months(_), _budget(_), class_name="grid gap-6"),
        rx.el.p(SimulationState.saved, class_name="text-sm text-muted mt-4", role="status"),
    )


def _down_payment(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(
            _("Avance, en dirhams"), html_for="avance", id="avance-nom", class_name="field-label"
        ),
        rx.el.p(
            _("Ce que vous payez tout de suite, ou rien. "),
            SimulationState.limits_text,
            id="avance-aide",
            class_name="field-hint",
        ),
        field_error(SimulationState.down_payment_error, "avance"),
        LiveField.create(
            id="avance",
            value=SimulationState.down_payment_text,
            on_type=SimulationState.type_down_payment,
            input_mode="decimal",
            dir="ltr",
            class_name="input field-input",
            custom_attrs={
                "aria-describedby": "avance-aide avance-erreur",
                "aria-invalid": SimulationState.down_payment_error != "",
            },
        ),
        class_name="field",
    )


def _months(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(_("Nombre de mois"), html_for="mois", id="mois-nom", class_name="field-label"),
        rx.el.p(SimulationState.months_limits, id="mois-aide", class_name="field-hint"),
        field_error(SimulationState.months_error, "mois"),
        StepperField.create(
            value=SimulationState.months_text,
            min=1,
            max=SimulationState.most_months,
            on_type=SimulationState.type_months,
            field_id="mois",
            labelled_by="mois-nom",
            described_by="mois-aide mois-erreur",
            invalid=SimulationState.months_error != "",
            less_label=_("Un mois de moins"),
            more_label=_("Un mois de plus"),
            slider_label=_("Nombre de mois, curseur"),
            unit=_("mois"),
        ),
        class_name="field",
    )


def _budget(_: Translator) -> rx.Component:
    return rx.el.div(
        field_frame(
            "budget",
            _("Je peux payer, par mois"),
            LiveField.create(
                id="budget",
                value=SimulationState.budget_text,
                on_type=SimulationState.type_budget,
                input_mode="decimal",
                dir="ltr",
                pace=400,
                class_name="input field-input",
                custom_attrs={"aria-describedby": "budget-aide budget-erreur"},
            ),
            hint=_("Nous cherchons le plan le plus court qui ne dépasse jamais cette somme."),
            error=SimulationState.budget_error,
        ),
        rx.el.p(SimulationState.budget_answer, role="status", class_name="mt-2 font-semibold"),
    )
