"""Pages as the browser gets them: each brings its own part."""

from __future__ import annotations

from damancom_reflex.damancom_reflex import app
from damancom_reflex.i18n import LANGUAGES
from damancom_reflex.routing import PAGES


def test_what_a_page_shows_goes_into_a_file_of_its_own() -> None:
    built = app._unevaluated_pages
    for language in LANGUAGES:
        for page in PAGES:
            found = built[f"{language}/{page.address}".rstrip("/")]
            assert found._source_module == page.build.__module__
