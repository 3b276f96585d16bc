"""Which operator a mobile number was first given to."""

from __future__ import annotations

from damancom_reflex.domain.enrolment.fields import Operator
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import COUNTRY, mobile

_RANGES: dict[Operator, str] = {
    Operator.MAROC_TELECOM: (
        "61 622 623 624 628 636 637 639 641 642 643 648 65 661 662 666 667 668 67 682 689 696 697 75 76"
    ),
    Operator.ORANGE: (
        "612 614 617 619 620 621 625 631 632 644 645 649 656 657 660 663 664 665 669 674 675 679 684 688 691 693 694"
        " 73 77 78"
    ),
    Operator.INWI: (
        "60 626 627 629 630 633 634 635 638 640 646 647 680 681 687 690 695 698 699 70 71 72"
    ),
}
# The longest prefix of a number decides, as in the numbering plan.
_OPERATORS = {
    prefix: operator for operator, prefixes in _RANGES.items() for prefix in prefixes.split()
}
_LONGEST, _SHORTEST = 3, 2


def operator_hint(phone: str) -> Operator | None:
    """Operator that the numbering plan gave this number's range to; none when it is not known.

    A hint and no more: numbers are ported from one operator to another. Ranges of the national regulator (ANRT) as
    libphonenumber publishes them; its own table of the whole world would cost 30 MB of memory.

    Args:
        phone: as typed; what is not a mobile number has no operator.
    """
    try:
        national = mobile(phone).removeprefix(f"+{COUNTRY}")
    except DomainError:
        return None
    return _OPERATORS.get(national[:_LONGEST]) or _OPERATORS.get(national[:_SHORTEST])
