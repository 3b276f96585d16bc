"""Sentences that ask for attention: notices, the error summary, the lost-connection banner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from damancom_reflex.components.live import FocusOn, Jump
from damancom_reflex.components.types import Number, Text, one
from damancom_reflex.i18n import Translator

Kind = Literal["info", "success", "warning", "error"]
ERROR_SUMMARY = "erreurs"


def notice(kind: Kind, *children: rx.Component | rx.Var | str, **props: Any) -> rx.Component:
    """A framed sentence; its kind is told by a bar and an icon, never by colour alone."""
    mark = {"info": "i", "success": "✓", "warning": "!", "error": "!"}[kind]
    return rx.el.div(
        rx.el.span(mark, aria_hidden="true", class_name="notice-mark"),
        rx.el.div(*children, class_name="notice-body"),
        class_name=f"notice notice-{kind}",
        **props,
    )


def news(kind: Kind, text: Text) -> rx.Component:
    """A notice as long as there is something to say."""
    return rx.cond(text != "", notice(kind, text, role="status"), rx.fragment())


class Problem(Protocol):
    """A field that does not stand: the id of its control, and why."""

    @property
    def field(self) -> str:
        """Id of the control."""
        ...

    @property
    def sentence(self) -> str:
        """Why it does not stand."""
        ...


Problems = Sequence[Problem]


def error_summary(
    _: Translator,
    message: Text,
    token: Number,
    field: Text | None = None,
    *,
    problems: Problems | None = None,
) -> rx.Component:
    """What went wrong, at the top of the page; takes the focus each time `token` changes.

    Args:
        message: the sentence, empty when all is well.
        token: a number that rises with each refusal.
        field: id of the field to mend, linked from the sentence.
        problems: a state's list of fields to mend, each linked from its own sentence.
    """
    body = (
        Jump.create(message, target=field, class_name="link")
        if field is not None
        else rx.el.p(message)
    )
    if problems is not None:
        # One problem is said once: by its own line.
        body = rx.cond(one(problems), rx.fragment(), body)
    listed = rx.fragment() if problems is None else _listed(problems)
    summary = rx.el.div(
        notice("error", rx.el.p(_("Il y a un problème"), class_name="font-semibold"), body, listed),
        id=ERROR_SUMMARY,
        tab_index=-1,
        role="alert",
        class_name="error-summary",
    )
    return rx.fragment(
        rx.cond(message != "", summary, rx.fragment()),
        FocusOn.create(target=ERROR_SUMMARY, token=rx.cond(message != "", token, 0)),
    )


def _listed(problems: Problems) -> rx.Component:
    return rx.el.ul(
        rx.foreach(
            problems,
            lambda problem: rx.el.li(
                Jump.create(problem.sentence, target=problem.field, class_name="link")
            ),
        ),
        class_name="list-disc ps-5 mt-1",
    )


def field_error(message: Text, field: str) -> rx.Component:
    """The sentence beside a field, tied to it by `aria-describedby`."""
    return rx.el.p(message, id=f"{field}-erreur", class_name="field-error", hidden=message == "")


def connection_banner(_: Translator) -> rx.Component:
    """Says that the line is lost, and that nothing typed is."""
    return rx.cond(
        has_connection_errors,
        rx.el.div(
            rx.el.div(
                _(
                    "Connexion interrompue. Ce que vous avez saisi est conservé ; la page reprendra d'elle-même."
                ),
                class_name="shell py-2",
            ),
            role="status",
            class_name="connection-banner",
        ),
        rx.fragment(),
    )
