"""The exit statuses, as DESIGN.md fixes them for scripts."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141
    """Whoever read the output has gone: 128 + SIGPIPE, as `cat` in the same place."""
