"""Structured logs that carry no secret: no code, password, token, identity or bank number.

Every record of the process goes through `redact`, the framework's own included: Reflex logs the raw value of an
argument that does not convert, and its connection lines carry the client token.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

HIDDEN = "[…]"
SECRET_KEYS = re.compile(
    r"pass|secret|token|cookie|code$|otp|rib$|phone|email|identity|cin$|identifier|authorization|payload",
    re.IGNORECASE,
)
# Each pattern is bounded or anchored: what a client sends is matched on the event loop.
SECRET_TEXTS = (
    re.compile(r"(?<= with value ').*", re.DOTALL),
    re.compile(r"(?<=token=)[^\s&\"']+"),
    re.compile(r"(?<=[?&][tkl]=)[^\s&\"']+"),
    re.compile(r"(?<=cookie: )[^\n]+", re.IGNORECASE),
    re.compile(r"(?<!\d)(?:\d[ .\u00a0-]?){23}\d(?!\d)"),
    re.compile(r"\b\d{6}\b"),
    re.compile(r"\+212(?:[ .-]?\d){9}"),
    re.compile(r"\b[A-Z]{1,2}\d{5,6}\b"),
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,190}"),
    re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
)
# What could forge a line of its own or hide one: control characters and direction marks. Line breaks are shown as such.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
TRACE = "exception"
KEPT = 4_000


def redact_text(text: str) -> str:
    """`text` without anything that looks like a secret, and not longer than a log is read."""
    if len(text) > 2 * KEPT:
        text = f"{text[:KEPT]} {HIDDEN} {text[-KEPT:]}"
    for pattern in SECRET_TEXTS:
        text = pattern.sub(HIDDEN, text)
    return UNSEEN.sub("\ufffd", text)


def redact(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Structlog processor: hide values by their key, and secrets inside any text."""
    for key, value in event.items():
        if key not in {"event", "level", "timestamp", "logger"} and SECRET_KEYS.search(key):
            event[key] = HIDDEN
        elif isinstance(value, str):
            event[key] = _within_its_line(key, redact_text(value))
        elif isinstance(value, dict | list | tuple):
            event[key] = redact_text(str(value))
    return event


def _within_its_line(key: str, text: str) -> str:
    """`text` without a line that reads like one of the log's own."""
    return text.replace("\n", "\n  " if key == TRACE else "\\n")


class NoForgedNames(logging.Filter):
    """Leaves out the framework's trace of an event that names no handler: anybody may send a thousand a second."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is worth a line."""
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, KeyError) and "registered handler" in str(error))


def set_up(*, level: str, as_json: bool) -> None:
    """Send every log of the process through one redacting formatter, on standard error."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, renderer]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=last,
        )
    )
    handler.addFilter(NoForgedNames())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # Tells a hundred lines of each font of each PDF, the letters that are printed among them.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    take_over()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def take_over() -> None:
    """Take away every other way into the log: those that libraries set up for themselves do not redact."""
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def log(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module: `log(__name__).info("what happened", request="DR-…")`."""
    return structlog.stdlib.get_logger(name)
