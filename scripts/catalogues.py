"""Gettext catalogues of French and Arabic: `catalogues.py update|check|compile`.

`update` writes new sentences into both catalogues and drops gone ones; translating is left to a person.
`check` fails on a sentence that is missing, not translated, fuzzy, no longer used, or whose named places
differ. `compile` writes the `.mo` files the portal reads. French sentences are the message ids, so French
translates itself.
"""

from __future__ import annotations

import re
import string
import sys
import tomllib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from places import PACKAGE, ROOT, say

PLURAL_FORMS = {"fr": 2, "ar": 6}
COMMENT_TAG = "L10N:"
MOST_SHOWN = 40


def main() -> int:
    """Do what the argument says; exit code 1 when a check fails."""
    actions = {"update": update, "check": check, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        print(__doc__, file=sys.stderr)
        return 2
    return actions[sys.argv[1]]()


def update() -> int:
    """Bring both catalogues up to the sentences of the code."""
    for language in _languages():
        catalogue = _read(language)
        # Extracted once per language: Babel hands the template's own messages over to the catalogue.
        catalogue.update(extracted(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _translate_french(language, catalogue)
        _write(language, catalogue)
        missing = sum(1 for message in catalogue if message.id and not _translated(message))
        say(
            f"{_path(language).relative_to(ROOT)}: {len(catalogue)} sentences, {missing} to translate"
        )
    return 0


def check() -> int:
    """Say everything that is wrong with the catalogues."""
    template = extracted()
    problems = [line for language in _languages() for line in sorted(_problems(language, template))]
    for problem in problems[:MOST_SHOWN]:
        print(problem, file=sys.stderr)
    if problems:
        print(
            f"{len(problems)} problems: `make update-catalogues`, then translate.", file=sys.stderr
        )
        return 1
    say(f"catalogues: {len(template)} sentences, complete in {' and '.join(_languages())}")
    return compile_all()


def compile_all() -> int:
    """Write each `.mo` that is older than its `.po`."""
    for language in _languages():
        source = _path(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            with target.open("wb") as output:
                write_mo(output, _read(language))
            say(f"compiled {target.relative_to(ROOT)}")
    return 0


def extracted() -> Catalog:
    """Every sentence of the code, with where it stands."""
    catalogue = Catalog(project="damancom-reflex", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=_keywords(), comment_tags=[COMMENT_TAG]
    ):
        place = (f"{PACKAGE.name}/{file}", line)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _settings() -> dict[str, list[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["tool"]["damancom"]["catalogues"]


def _languages() -> list[str]:
    return _settings()["languages"]


def _keywords() -> dict[str, tuple[int, ...] | None]:
    """`plural:1,2` as Babel takes it: {"plural": (1, 2)}."""
    pairs = (word.partition(":") for word in _settings()["keywords"])
    return {
        name: tuple(map(int, places.split(","))) if places else None for name, _, places in pairs
    }


def _path(language: str) -> Path:
    return PACKAGE / "locales" / language / "LC_MESSAGES" / "messages.po"


def _read(language: str) -> Catalog:
    path = _path(language)
    if not path.exists():
        return Catalog(locale=language, project="damancom-reflex", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _write(language: str, catalogue: Catalog) -> None:
    catalogue.fuzzy = False
    output = BytesIO()
    # No line numbers: they would change the catalogues with every edit.
    write_po(output, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    path = _path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + output.getvalue())


def _translate_french(language: str, catalogue: Catalog) -> None:
    if language != "fr":
        return
    for message in catalogue:
        if message.id:
            message.string = message.id


def _problems(language: str, template: Catalog) -> Iterator[str]:
    catalogue = _read(language)
    name = _path(language).relative_to(ROOT)
    known = {(message.id, message.context): message for message in catalogue if message.id}
    wanted = {(message.id, message.context): message for message in template if message.id}
    for key in wanted.keys() - known.keys():
        yield f"{name}: missing: {_first(wanted[key])}"
    for key in known.keys() - wanted.keys():
        yield f"{name}: no longer used: {_first(known[key])}"
    for key in wanted.keys() & known.keys():
        yield from (
            f"{name}: {fault}: {_first(known[key])}" for fault in _faults(language, known[key])
        )


def _faults(language: str, message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if not _translated(message):
        yield "not translated"
        return
    forms = _texts(message.string)
    if message.pluralizable and len(forms) != PLURAL_FORMS[language]:
        yield f"{len(forms)} plural forms instead of {PLURAL_FORMS[language]}"
    named = [_named_places(text) for text in _texts(message.id)]
    allowed = set.union(*named)
    # A form for one ("une échéance") may do without the number, or name fewer places than the one for many.
    needed = set.intersection(*named) - ({"n"} if message.pluralizable else set())
    if not all(needed <= _named_places(text) <= allowed for text in forms):
        yield f"named places differ from {sorted(allowed)}"
    if language == "ar" and len(forms) == PLURAL_FORMS["ar"] and _counted_wrong(forms):
        yield "the forms for 100 and for 11 to 99 are in each other's place"


def _counted_wrong(forms: Sequence[str]) -> bool:
    """Whether what is counted has the alef of 11 to 99 (60 يوما) in the form for 100, which has none (100 يوم)."""
    hundred, dozens = (_counted(text).endswith("ا") for text in forms[4:6])
    return hundred and not dozens


def _counted(text: str) -> str:
    """The word after the number; empty for none."""
    return next(iter(re.findall(r"\{n\} (\w+)", text)), "")


def _translated(message: Message) -> bool:
    return bool(message.string) and all(_texts(message.string))


def _texts(text: str | Sequence[str] | None) -> list[str]:
    """The forms of a sentence: one, or one for each plural."""
    if text is None:
        return []
    return [text] if isinstance(text, str) else list(text)


def _first(message: Message) -> str:
    return repr(_texts(message.id)[0])


def _named_places(text: str) -> set[str]:
    """Names between braces; a broken brace counts as a name that no sentence has."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"(broken braces)"}


if __name__ == "__main__":
    raise SystemExit(main())
