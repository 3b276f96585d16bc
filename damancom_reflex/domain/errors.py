"""The shape of every error a rule raises: a code that screens translate, and its figures."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no.

    Attributes:
        code: stable snake_case key; screens translate it, it is never shown as it is.
        params: figures for the sentence (centimes, counts, days), by name.
    """

    code: str = "domain_error"

    def __init__(self, code: str = "", /, **params: object) -> None:
        """Keep the code (the class's own when empty) and the figures."""
        self.code = code or type(self).code
        self.params: dict[str, object] = params
        super().__init__(self.code, params)

    def __str__(self) -> str:
        """The code and its figures, for logs and tests."""
        figures = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({figures})" if figures else self.code
