"""The address of a list, kept as the list is: reloaded, or sent to somebody, it shows the same."""

from __future__ import annotations

import reflex as rx


class KeptAddress(rx.Component):
    """Writes `query` (« ?genre=DA », or « ? » for none) behind the page's address whenever it changes."""

    library = "$/public" + rx.asset("address.js", shared=True)
    tag = "KeptAddress"

    query: rx.Var[str]
