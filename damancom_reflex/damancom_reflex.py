"""The application: pages, guard, HTTP routes. Everything else is one import away."""

from __future__ import annotations

from damancom_reflex.application import make_app

app = make_app()
