"""How much may be under way to the terminal: answers to questions say what has arrived.

Between the program and the screen lie buffers that nobody can look into: the pty's, sshd's (2 MB),
the kernel's, a modem's. What is in them is shown before anything newer. So the reader asks the
terminal where its cursor is after about a kilobyte; the answer comes when all before it was shown.
Unanswered bytes are kept under a window that grows while answers come promptly and shrinks while
they come late, as congestion control by delay does (TCP Vegas, Brakmo and Peterson 1995).
"""

from __future__ import annotations

import threading
from collections import deque
from typing import NamedTuple

QUESTION = b"\x1b[6n"
"""DSR 6: where is the cursor? Every terminal since the VT100 answers."""

_EVERY = 1024
"""Bytes between two questions."""
_FIRST_WINDOW, _LEAST_WINDOW, _MOST_WINDOW = 4096, 2048, 65_536
_PROMPT, _LATE = 0.1, 0.3
"""Seconds an answer may take longer than the quickest one so that the window grows, shrinks."""
_PATIENCE_FIRST, _PATIENCE = 3.0, 10.0
"""Seconds after which an answer counts as lost: before a terminal ever answered, and after."""


class _Question(NamedTuple):
    sent: int
    """Bytes sent in all up to its end."""
    asked: float
    full: bool
    """Whether so much was under way that the answer says something of the window."""


class Pace:
    """The bytes under way. Times are seconds of any monotonic clock; safe in several threads."""

    def __init__(self) -> None:
        self.window = _FIRST_WINDOW
        self._sent = self._arrived = self._asked = 0
        self._questions: deque[_Question] = deque()
        self._quickest = float("inf")
        self._answers = True
        """Whether the terminal answers, as far as is known."""
        self._ever = False
        self._changed = threading.Condition()

    @property
    def under_way(self) -> int:
        """Bytes that may not have arrived."""
        return self._sent - self._arrived if self._answers else 0

    @property
    def free(self) -> bool:
        """Whether more may be sent now."""
        return self.under_way < self.window

    def send(self, count: int, now: float) -> bytes:
        """Be told that bytes are sent; return what to send after them."""
        with self._changed:
            self._sent += count
            if not self._answers or self._sent - self._asked < _EVERY:
                return b""
            self._sent += len(QUESTION)
            self._asked = self._sent
            full = self.under_way * 2 >= self.window
            self._questions.append(_Question(self._sent, now, full))
            return QUESTION

    def answered(self, now: float) -> None:
        """Be told that the terminal answered."""
        with self._changed:
            self._ever = self._answers = True
            if self._questions:
                question = self._questions.popleft()
                self._arrived = question.sent
                self._adapt(now - question.asked, full=question.full)
            self._changed.notify_all()

    def _adapt(self, took: float, *, full: bool) -> None:
        self._quickest = min(self._quickest, took)
        late = took - self._quickest
        if late < _PROMPT and full:
            self.window = min(_MOST_WINDOW, self.window * 2)
        elif late > _LATE:
            self.window = max(_LEAST_WINDOW, self.window // 2)

    def patience(self, now: float) -> float:
        """Return the seconds until the oldest answer counts as lost; 0 when none is due."""
        with self._changed:
            if not self._questions:
                return 0.0
            limit = _PATIENCE if self._ever else _PATIENCE_FIRST
            return max(0.0, self._questions[0].asked + limit - now)

    def give_up(self) -> None:
        """Be told that no answer came in time: what was sent counts as arrived."""
        with self._changed:
            self._questions.clear()
            self._arrived = self._asked = self._sent
            self._answers = self._ever
            self.window = _LEAST_WINDOW

    def settle(self, seconds: float) -> bool:
        """Wait so long at most for the answers that are still due; say whether they came."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._questions, seconds)
