"""What a message says, and how it is laid out: SMS, plain text, simple HTML in either direction."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from damancom_reflex.i18n import Translator
from damancom_reflex.settings import settings

_INK, _GREEN, _PAPER, _LINE = "#1c2420", "#0b5d3b", "#faf7f1", "#d9d2c3"
_FONT: Final = "'IBM Plex Sans','IBM Plex Sans Arabic','Segoe UI',Tahoma,Arial,sans-serif"
_BODY: Final = f"background:{_PAPER};color:{_INK};font:16px/1.6 {_FONT}"
_BUTTON: Final = (
    f"display:inline-block;padding:12px 20px;border-radius:6px;background:{_GREEN};"
    "color:#ffffff;text-decoration:none;font-weight:600"
)
_ADDRESS: Final = "margin:0 0 16px;font-size:14px;word-break:break-all;text-align:start"
_SIGNATURE: Final = f"margin:32px 0 0;padding-top:16px;border-top:1px solid {_LINE};font-size:14px"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in one language, before it is laid out.

    Attributes:
        subject: of the e-mail.
        paragraphs: of the e-mail, whole sentences.
        code: shown large, left-to-right, after the first paragraph; empty for none.
        label: of the link; empty for none.
        link: address the label leads to.
        sms: the same as a text message; empty when it only goes by e-mail.
    """

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    label: str = ""
    link: str = ""
    sms: str = ""


def plain(letter: Letter, _: Translator) -> str:
    """The e-mail as plain text."""
    first, *rest = letter.paragraphs
    code = [letter.code] if letter.code else []
    link = [f"{letter.label}\n{letter.link}"] if letter.link else []
    return "\n\n".join([_("Bonjour,"), first, *code, *rest, *link, "-- \n" + _signature(_)]) + "\n"


def page(letter: Letter, _: Translator) -> str:
    """The e-mail as HTML: no picture, no outside file, readable without styles."""
    first, *rest = (_paragraph(text) for text in letter.paragraphs)
    code = [_code(letter.code)] if letter.code else []
    link = [_link(letter.label, letter.link)] if letter.link else []
    body = "\n".join([_paragraph(_("Bonjour,")), first, *code, *rest, *link])
    side = "right" if _.direction == "rtl" else "left"
    return f"""<!doctype html>
<html lang="{_.language}" dir="{_.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(letter.subject)}</title>
</head>
<body dir="{_.direction}" style="margin:0;{_BODY};text-align:{side}">
<div style="max-width:36rem;margin:0 auto;padding:24px">
<p style="margin:0 0 24px;color:{_GREEN};font-size:20px;font-weight:600">Damancom</p>
{body}
<p style="{_SIGNATURE}">{escape(_signature(_))}</p>
</div>
</body>
</html>
"""


def text_message(letter: Letter, code: str = "") -> str:
    """The SMS; with a code, its last line lets a phone offer the code to our pages only.

    Source of the form: WICG, "Origin-bound one-time codes delivered via SMS".
    """
    # One letter outside the alphabet of SMS leaves room for 70 instead of 160: no-break spaces are.
    text = letter.sms.replace("\u00a0", " ").replace("\u202f", " ")
    return f"{text}\n\n@{settings().public_host} #{code}" if code else text


def _signature(_: Translator) -> str:
    return _(
        "Message automatique de Damancom. Nous ne demandons jamais votre mot de passe ni votre "
        "code, par aucun moyen."
    )


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 16px">{escape(text)}</p>'


def _code(code: str) -> str:
    return (
        '<p dir="ltr" style="margin:0 0 16px;text-align:center;'
        f'font-size:28px;font-weight:600;letter-spacing:2px">{escape(code)}</p>'
    )


def _link(label: str, address: str) -> str:
    shown = escape(address)
    return (
        f'<p style="margin:24px 0"><a href="{shown}" style="{_BUTTON}">{escape(label)}</a></p>\n'
        f'<p dir="ltr" style="{_ADDRESS}">{shown}</p>'
    )
