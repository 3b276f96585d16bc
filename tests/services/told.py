"""What was told of each request, for tests that hold it against what the trail says happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import rows

Told = Counter[tuple[str, str, str]]
"""How often a template went to a channel and a destination."""


async def told(prefixes: tuple[str, ...]) -> Mapping[str, Told]:
    """What waits or went out of the templates that begin so, by the reference it names, or the id of a draft."""
    found: defaultdict[str, Told] = defaultdict(Counter)
    for message in await rows(OutboxMessage):
        if message.template.startswith(prefixes):
            about = message.params["reference"] or message.params["request"]
            found[about][message.template, message.channel, message.destination] += 1
    return found


def both(template: str, email: str, phone: str) -> Told:
    """A template by e-mail and on the phone."""
    return Counter({(template, "EMAIL", email): 1, (template, "SMS", phone): 1})


async def trails(kind: str) -> Mapping[str, list[AuditEvent]]:
    """What happened to each request of a kind, oldest first, by its reference, or the id of a draft."""
    found: defaultdict[str, list[AuditEvent]] = defaultdict(list)
    for event in sorted(await rows(AuditEvent), key=lambda event: event.position):
        name, _, about = event.subject.partition(":")
        if name == kind:
            found[about].append(event)
    return found


def walk(events: Iterable[AuditEvent], first: str) -> list[tuple[str, str]]:
    """The moves from status to status that events tell of, from `first` on; one that does not join on fails."""
    moves, at = [], first
    for event in events:
        after = event.after.get("status", at)
        if after != at:
            assert event.before["status"] in {None, at}, (event.action, at)
            moves.append((at, after))
            at = after
    return moves
