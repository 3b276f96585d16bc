"""The language of the messages to the account in view."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.i18n import LANGUAGES
from damancom_reflex.services import messages_language
from damancom_reflex.state import here
from damancom_reflex.web.access import actor, signed_in


class MessagesLanguageState(rx.State):
    """In which language e-mails and SMS are written, and what was just done about it."""

    language: str = ""
    news: str = ""

    def _open(self) -> None:
        self.language, self.news = actor().language, ""

    @rx.event
    @signed_in
    async def choose(self, language: str) -> None:
        """Have them in that language."""
        if language not in LANGUAGES:
            return
        await messages_language.choose(actor(), language)
        self.language = language
        _ = here.words(self)
        self.news = _("C'est enregistré : cela vaut dès le prochain message.")
