"""A process of careader's own that answers requests: both ends of it.

Requests and answers are pickles on its standard input and output. The process ends when its
standard input does, so it never outlives the one that started it.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import careader

Serve = Callable[[BinaryIO, BinaryIO], None]
"""Answers requests read from the first until they end, on the second."""


class CannotStart(Exception):
    """The system lets us have no other processes."""


class WorkerProcess:
    """The parent's end. Starting it raises OSError where the system refuses."""

    def __init__(self, program: str) -> None:
        """Start a fresh interpreter, for a process with threads must not fork.

        Args:
            program: Python text that calls `answer`.
        """
        root = str(Path(careader.__file__).parents[1])
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._answers = self._process.stdin, self._process.stdout

    def send(self, request: object) -> None:
        """Send a request; raises OSError when the process has ended."""
        pickle.dump(request, self._requests, pickle.HIGHEST_PROTOCOL)
        self._requests.flush()

    def receive(self, seconds: float | None = None) -> Any:
        """Return the next answer.

        Raises TimeoutError when it does not begin within so many seconds; EOFError, OSError or
        UnpicklingError when the process ended over it.
        """
        if seconds is not None and not select.select([self._answers], [], [], seconds)[0]:
            raise TimeoutError
        return pickle.load(self._answers)

    def kill(self) -> None:
        """End the process and those it started: it leads a session of its own."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process if it still runs, and keep nothing of it."""
        if self._process.poll() is None:
            self.kill()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()
        self._process.wait()

    def finish(self, seconds: float) -> int:
        """End its requests and return its exit status; TimeoutExpired when it does not end."""
        self._requests.close()
        return self._process.wait(seconds)


def put(answer: object, answers: BinaryIO) -> None:
    """Send an answer: the process's own end of `WorkerProcess.receive`."""
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def answer(serve: Serve) -> None:
    """Be such a process, until the requests end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent; we end with it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may write between the answers
    try:
        serve(sys.stdin.buffer, answers)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
