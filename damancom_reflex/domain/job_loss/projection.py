"""When a short count would be reached, were the person declared on.

The assumption, ours and to be told with the date: declarations go on without a gap at the mean of the last three
calendar months that count, all employers together; or of the three before the last one, when that is better, for the
last one may not be declared yet. A month nobody declared counts as 0. Old months leave the windows meanwhile. A month
counts once it is over, so the date is always the last day of a month.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RHYTHM_MONTHS = 3
"""Calendar months whose mean is the rhythm."""


def rhythm(history: Sequence[int]) -> int:
    """Days declared in `RHYTHM_MONTHS` months lately: the last ones, or those before the last one."""
    return max(sum(history[-RHYTHM_MONTHS:]), sum(history[-RHYTHM_MONTHS - 1 : -1]))


def months_until(history: Sequence[int], needs: Sequence[tuple[int, int]]) -> int | None:
    """Months, from 1, after which every need is met at the recent rhythm.

    Past as many months as the history has, windows hold nothing but the rhythm and no longer change: what is not
    met by then never is.

    Args:
        history: declared days of each month, oldest first, as many as the longest window has.
        needs: months of a window, and days it must hold.

    Returns:
        None when it never is.
    """
    lately, now = rhythm(history), len(history)
    past = list(accumulate(history, initial=0))
    # sums[i]: days of the first i months, past and future.
    sums = past + [past[-1] + lately * month // RHYTHM_MONTHS for month in range(1, now + 1)]
    return next(
        (
            month
            for month in range(1, now + 1)
            if all(sums[now + month] - sums[now + month - width] >= days for width, days in needs)
        ),
        None,
    )
