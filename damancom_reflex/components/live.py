"""Python names for the few browser-side pieces of `live.js`."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

_LIBRARY = "$/public" + rx.asset("live.js", shared=True)


class _Live(rx.Component):
    """A component of `live.js`."""

    library = _LIBRARY


class PageHead(_Live):
    """Document language, direction and title, with « Erreur : » first while there is one."""

    tag = "PageHead"
    lang: rx.Var[str]
    dir: rx.Var[str]
    title: rx.Var[str]
    error_prefix: rx.Var[str]
    has_error: rx.Var[bool]


class Jump(_Live):
    """Link to a place of this page that takes the focus there."""

    tag = "Jump"
    target: rx.Var[str]


class FocusOn(_Live):
    """Focus the element `target` whenever `token` changes to something."""

    tag = "FocusOn"
    target: rx.Var[str]
    token: rx.Var[Any]


class Modal(_Live):
    """Native modal dialog, open while `open` is true; Escape asks `on_close`."""

    tag = "Modal"
    open: rx.Var[bool]
    labelled_by: rx.Var[str]
    on_close: rx.EventHandler[no_args_event_spec]


class Countdown(_Live):
    """Time left in minutes and seconds; `on_done` is told at zero."""

    tag = "Countdown"
    seconds: rx.Var[int]
    token: rx.Var[Any]
    before: rx.Var[str]
    done: rx.Var[str]
    on_done: rx.EventHandler[no_args_event_spec]


class WaitButton(_Live):
    """Submit button that opens after some seconds."""

    tag = "WaitButton"
    seconds: rx.Var[int]
    token: rx.Var[Any]
    waiting: rx.Var[str]
    label: rx.Var[str]
    name: rx.Var[str]
    value: rx.Var[str]


class IdleGuard(_Live):
    """Warning before the session ends."""

    tag = "IdleGuard"
    active: rx.Var[bool]
    warn_at: rx.Var[int]
    title: rx.Var[str]
    text: rx.Var[str]
    stay: rx.Var[str]
    ended_path: rx.Var[str]
    panel_class_name: rx.Var[str]


class LiveField(_Live):
    """Text field that tells the server as one types."""

    tag = "LiveField"
    value: rx.Var[str]
    pace: rx.Var[int]
    input_mode: rx.Var[str]
    name: rx.Var[str]
    dir: rx.Var[str]
    on_type: rx.EventHandler[passthrough_event_spec(str)]


class DraftField(_Live):
    """Text field that is saved a second after the last key, and when one leaves it; with `rows`, one of several lines."""

    tag = "DraftField"
    value: rx.Var[str]
    settle: rx.Var[int]
    rows: rx.Var[int]
    type: rx.Var[str]
    input_mode: rx.Var[str]
    auto_complete: rx.Var[str]
    max_length: rx.Var[int]
    name: rx.Var[str]
    dir: rx.Var[str]
    lang: rx.Var[str]
    min: rx.Var[str]
    read_only: rx.Var[bool]
    on_type: rx.EventHandler[passthrough_event_spec(str)]


class StepperField(_Live):
    """Whole number by slider, −, + and typing."""

    tag = "StepperField"
    value: rx.Var[str]
    min: rx.Var[int]
    max: rx.Var[int]
    field_id: rx.Var[str]
    labelled_by: rx.Var[str]
    described_by: rx.Var[str]
    invalid: rx.Var[bool]
    less_label: rx.Var[str]
    more_label: rx.Var[str]
    slider_label: rx.Var[str]
    unit: rx.Var[str]
    on_type: rx.EventHandler[passthrough_event_spec(str)]


class PrintButton(_Live):
    """Button that prints the page."""

    tag = "PrintButton"
    label: rx.Var[str]
