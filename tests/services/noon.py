"""The moment at which tests stop the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

NOON: Final = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
