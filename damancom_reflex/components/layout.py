"""Headings, cards and lists that pages share."""

from __future__ import annotations

from typing import Any

import reflex as rx

from damancom_reflex.components.types import Text

Child = rx.Component | rx.Var | str | int


def page_heading(title: Child, lead: Child = "", eyebrow: Child = "") -> rx.Component:
    """The one `h1` of a page, with what stands above and below it."""
    return rx.el.div(
        rx.el.p(eyebrow, class_name="eyebrow") if not _empty(eyebrow) else rx.fragment(),
        rx.el.h1(title, class_name="page-title"),
        rx.el.p(lead, class_name="lead") if not _empty(lead) else rx.fragment(),
        class_name="page-heading",
    )


def _empty(child: Child) -> bool:
    return isinstance(child, str) and child == ""


def card(*children: Child, class_name: str = "", **props: Any) -> rx.Component:
    """A framed part of a page."""
    return rx.el.section(*children, class_name=f"panel {class_name}".strip(), **props)


def primary_link(label: Child, to: Text, **props: Any) -> rx.Component:
    """The one thing to do next, as a link."""
    return rx.el.a(label, href=to, class_name="btn btn-primary btn-main", **props)


def download(*label: Child, to: Text, look: Text) -> rx.Component:
    """A link to a file, which the browser keeps rather than shows; `look` are its classes."""
    return rx.el.a(
        *label,
        href=to,
        class_name=look,
        # Asked of the server: the router has no such page.
        custom_attrs={"download": "", "reloadDocument": True},
    )


def facts(*pairs: tuple[Child, Child]) -> rx.Component:
    """A list of names and values."""
    return rx.el.dl(*(fact(name, value) for name, value in pairs), class_name="facts")


def fact(name: Child, value: Child) -> rx.Component:
    """A name and its value, inside a list of facts."""
    return rx.el.div(
        rx.el.dt(name, class_name="fact-name"),
        rx.el.dd(value, class_name="fact-value"),
        class_name="fact",
    )


def loading(label: str) -> rx.Component:
    """What stands where data will come."""
    return rx.el.div(
        rx.el.span(class_name="loading loading-spinner", aria_hidden="true"),
        rx.el.span(label),
        role="status",
        class_name="loading-line",
    )


def visually_hidden(*children: Child) -> rx.Component:
    """Text for assistive technology only."""
    return rx.el.span(*children, class_name="sr-only")
