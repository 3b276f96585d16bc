"""The page, and the one event it has."""

from __future__ import annotations

import reflex as rx


class Counter(rx.State):
    """A number."""

    number: int = 0

    @rx.event
    def more(self) -> None:
        """One more."""
        self.number += 1


def index() -> rx.Component:
    """The number and the button."""
    return rx.el.main(
        rx.el.p(Counter.number, id="number"),
        rx.el.button("+", id="more", on_click=Counter.more),
    )


app = rx.App()
app.add_page(index)
