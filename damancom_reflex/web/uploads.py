"""Papers of a claim over HTTP: handed in and taken away by native forms, given back to who may see the claim.

A body is read before anything is answered, and thrown away where it is not wanted: a browser that is cut off while it
sends shows an error of its own in place of our answer.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

import anyio
from anyio.lowlevel import checkpoint
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss.papers import LARGEST_PAPER
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import limits
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss import papers
from damancom_reflex.services.job_loss.papers import CLAIM_PAGE, PaperFile
from damancom_reflex.web.access import STAFF
from damancom_reflex.web.attachments import attachment, employer_of, not_served, reader_of
from damancom_reflex.web.forms import Form, form_route, refused, to_page
from damancom_reflex.web.requests import language_of_path, same_origin

LARGEST_BODY: Final = LARGEST_PAPER + 64 * 1024
"""Bytes of a body that are kept: a paper, the fields beside it, and what stands between them."""

MOST_READ: Final = 32 * 1024 * 1024
"""Bytes of a body that are read at all, so as to answer a browser that sends too much."""

PATIENCE_SECONDS: Final = 300
"""Time a body may take: 5 MB at 20 kB a second."""

UNWANTED_SECONDS: Final = 20
"""Time for the body of somebody who may hand in nothing: enough for a browser to see the answer."""

_PIECE: Final = 64 * 1024
_MOST_FIELDS: Final = 8
_LONGEST_FIELD: Final = 1024
_LONGEST_REFERENCE: Final = 32

NOTHING_RUNS: Final = "sandbox; default-src 'none'"
"""Policy of a file that somebody else made: should it be shown after all, it runs and loads nothing."""


@dataclass(frozen=True, slots=True)
class _Posted:
    """A form with a file: its fields, and the file's name and content; no content when none was chosen."""

    form: Form
    name: str
    content: bytes | None


class _InMemory(MultiPartParser):
    """Keeps the whole body in memory, which is bounded: a paper never lies in a folder of the system."""

    spool_max_size = LARGEST_BODY


async def add(request: Request) -> Response:
    """Hand in a paper: `language`, `kind`, and the file `paper`."""
    if not same_origin(request):
        return PlainTextResponse("Forbidden origin", status_code=403)
    try:
        answer = await _add(request)
    except Refused as error:
        answer = _back(request, _language(request), error)
    except ClientDisconnect:
        answer = Response(status_code=400)
    answer.headers["cache-control"] = "no-store"
    return answer


async def _add(request: Request) -> Response:
    actor = await employer_of(request, _language(request))
    if isinstance(actor, Response):
        await _read(request, keep=False)
        return actor
    try:
        await limits.count_upload(actor.account_id)
    except Refused:
        await _read(request, keep=False)
        raise
    posted = await _posted(request)
    if posted is None:
        return PlainTextResponse("Unreadable form", status_code=400)
    return await _hand_in(request, actor, posted)


async def _hand_in(request: Request, actor: Actor, posted: _Posted) -> Response:
    form, reference = posted.form, _reference(request)
    try:
        if posted.content is None:
            raise Refused("paper_not_chosen")
        paper = await papers.add_paper(actor, reference, form["kind"], posted.name, posted.content)
    except DomainError as error:
        return _back(request, form.language, error)
    if paper.kind != form["kind"]:
        # The same file, there under another name: nothing changed, and the page says so.
        return to_page(form.language, CLAIM_PAGE, r=reference, ok="paper_there", k=paper.kind)
    return to_page(form.language, CLAIM_PAGE, r=reference, ok="paper_added")


async def remove(request: Request, form: Form) -> Response:
    """Take a paper away."""
    actor = await employer_of(request, form.language)
    if isinstance(actor, Response):
        return actor
    reference = _reference(request)
    try:
        await papers.remove_paper(actor, reference, request.path_params["paper"])
    except DomainError as error:
        return _back(request, form.language, error)
    return to_page(form.language, CLAIM_PAGE, r=reference, ok="paper_removed")


async def give(request: Request) -> Response:
    """A paper, to be saved: it is never shown among our pages."""
    language = language_of(request.query_params.get("langue", "fr"))
    actor = await reader_of(request, language)
    if isinstance(actor, Response):
        return actor
    try:
        found = await papers.paper(actor, _reference(request), request.path_params["paper"])
    except DomainError as error:
        if actor.role in STAFF:
            return not_served(error)
        # Said alike of a claim that is somebody else's and of one that is nobody's.
        return _back(request, language, error)
    return _attached(found)


def _attached(found: PaperFile) -> Response:
    """A file that somebody else made: its own name for browsers that take any letters, a plain one for the others."""
    ending = found.name.rpartition(".")[2]
    answer = attachment(found.content, found.media_type, "piece", ending)
    answer.headers["content-disposition"] += f"; filename*=UTF-8''{quote(found.name, safe='')}"
    answer.headers["content-security-policy"] = NOTHING_RUNS
    answer.headers["x-content-type-options"] = "nosniff"
    return answer


def _back(request: Request, language: Language, error: DomainError) -> Response:
    return refused(language, CLAIM_PAGE, error, r=_reference(request))


def _reference(request: Request) -> str:
    return request.path_params["reference"][:_LONGEST_REFERENCE]


def _language(request: Request) -> Language:
    """Language of the page that was posted from, before its form is read."""
    return language_of_path(urlsplit(request.headers.get("referer", "")).path)


async def _read(request: Request, *, keep: bool = True) -> bytearray | None:
    """The body; none when it is too large, or not to be kept. The rest of it is read all the same, within reason.

    Raises:
        Refused: `upload_too_slow`.
    """
    taken, size, most = bytearray(), 0, LARGEST_BODY if keep else 0
    try:
        with anyio.fail_after(PATIENCE_SECONDS if keep else UNWANTED_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size <= most:
                    taken += piece
                else:
                    taken.clear()
                if size > MOST_READ:
                    break
    except TimeoutError as error:
        raise Refused("upload_too_slow") from error
    return taken if size <= most else None


async def _posted(request: Request) -> _Posted | None:
    """The form that was posted, none when there is none; of its body, nothing but the file stays in memory.

    Raises:
        Refused: `paper_too_large`; `upload_too_slow`.
    """
    body = await _read(request)
    if body is None:
        raise Refused("paper_too_large", most=LARGEST_PAPER)
    return await _parsed(request, body)


async def _parsed(request: Request, body: bytearray) -> _Posted | None:
    """The form in a body; none when there is none."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return None
    parser = _InMemory(
        request.headers,
        _pieces(body),
        max_files=1,
        max_fields=_MOST_FIELDS,
        max_part_size=_LONGEST_FIELD,
    )
    try:
        found = await parser.parse()
    except (MultiPartException, ValueError):
        return None
    fields = {name: text for name, text in found.items() if isinstance(text, str)}
    file = found.get("paper")
    try:
        if not isinstance(file, UploadFile) or not (file.filename or file.size):
            return _Posted(Form(fields), "", None)
        return _Posted(Form(fields), file.filename or "", await file.read())
    finally:
        await found.close()


async def _pieces(body: bytearray) -> AsyncGenerator[bytes, None]:
    """The body, a little at a time: others have their turn in between."""
    for start in range(0, len(body), _PIECE):
        yield bytes(body[start : start + _PIECE])
        await checkpoint()


def routes() -> list[Route]:
    """HTTP routes of the papers of a claim."""
    return [
        Route("/televerser/ipe/{reference:str}", add, methods=["POST"]),
        Route(
            "/televerser/ipe/{reference:str}/{paper:str}/retirer",
            form_route(remove),
            methods=["POST"],
        ),
        Route("/telecharger/ipe/{reference:str}/pieces/{paper:str}", give),
    ]
