"""The time as highlights keep it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta


def utc_now() -> str:
    """Return the time in UTC, ISO 8601 with `Z`, to the millisecond."""
    seconds, millis = divmod(time.time_ns() // 1_000_000, 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{millis:03d}Z"


def utc_after(earlier: str) -> str:
    """Return the time, a millisecond after `earlier` where the clock was set back since.

    A later version of a highlight has the later time, whatever the clock says.
    """
    now = utc_now()
    if now > earlier:
        return now
    try:
        after = datetime.fromisoformat(earlier.removesuffix("Z")) + timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return now
    return after.isoformat(timespec="milliseconds") + "Z"
