"""ULIDs: names for highlights that sort by the time they were made (github.com/ulid/spec)."""

from __future__ import annotations

import os
import threading
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
_lock = threading.Lock()
_last = (0, 0)


def new_ulid() -> str:
    """Return a ULID, 26 characters of Crockford base 32, greater than any made before here."""
    global _last  # noqa: PLW0603 - monotone within the process is the whole point
    with _lock:
        process, previous = _last
        value = time.time_ns() // 1_000_000 << _RANDOM_BITS | int.from_bytes(os.urandom(10), "big")
        # A forked child must not count on from its parent's last value: both would.
        if process == os.getpid() and value <= previous:
            value = previous + 1
        _last = (os.getpid(), value)
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(125, -5, -5))
