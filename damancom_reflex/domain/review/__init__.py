"""Staff review: which requests there are to decide on, and who may do what to them. SPEC section 8."""

from damancom_reflex.domain.review.kinds import (
    FINAL,
    LIVES,
    WAITING,
    Action,
    Kind,
    kind_of,
)
from damancom_reflex.domain.review.rights import RIGHTS, SEES, Right, allowed, sees

__all__ = [
    "FINAL",
    "LIVES",
    "RIGHTS",
    "SEES",
    "WAITING",
    "Action",
    "Kind",
    "Right",
    "allowed",
    "kind_of",
    "sees",
]
