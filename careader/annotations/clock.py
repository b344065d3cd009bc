"""The time as highlights keep it."""

from __future__ import annotations

import time


def utc_now() -> str:
    """Return the time in UTC, ISO 8601 with `Z`, to the millisecond."""
    seconds, millis = divmod(time.time_ns() // 1_000_000, 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{millis:03d}Z"
