"""Staff review: the queue, a file, whose hands it is in, and what is decided on it. SPEC section 8.

Every function takes the actor first and asks the rights again. Plain values come out, never rows; what is refused is a
`DomainError` with a stable code.
"""

from damancom_reflex.services.review.acts import Given, act, reasons, rehearse
from damancom_reflex.services.review.files import FileView, file, give_back, take, take_over
from damancom_reflex.services.review.queue import Queue, offices, queue
from damancom_reflex.services.review.queue_rows import QueueRow
from damancom_reflex.services.review.wanted import EVERY, LATE, SORTS, Wanted

__all__ = [
    "EVERY",
    "LATE",
    "SORTS",
    "FileView",
    "Given",
    "Queue",
    "QueueRow",
    "Wanted",
    "act",
    "file",
    "give_back",
    "offices",
    "queue",
    "reasons",
    "rehearse",
    "take",
    "take_over",
]
