"""Page functions take a translator; this is where its type and small text helpers meet components."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.i18n import Translator


def ltr(*children: rx.Component | rx.Var | str, class_name: str = "") -> rx.Component:
    """A run that stays left-to-right in Arabic: amount, code, RIB, reference."""
    return rx.el.bdi(*children, dir="ltr", class_name=f"tabular-nums {class_name}".strip())


def href(_: Translator, page: str) -> str:
    """Address of a page in the translator's language."""
    return f"/{_.language}/{page}" if page else f"/{_.language}"


def with_query(path: str) -> rx.Var[str]:
    """`path` followed by the query of the page in view, so that a step keeps its file."""
    query = rx.State.router.url.query
    return rx.cond(query != "", path + "?" + query, path).to(str)
