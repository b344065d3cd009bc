"""Reading in a child process: started when needed, kept for the next file, killed when late."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from typing import Any

from careader.importing.formats import wire
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import MB, Limits
from careader.importing.model import Extract

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop());"
    "from careader.importing.formats.child import main; main()"
)
"""The child's program. It takes the parent's import path, so both run the same careader."""
_MAX_ANSWER = 96 * MB
"""Bytes of JSON that are taken: twice 5,000,000 characters, each escaped to six bytes, and some."""
_READ = 1 * MB

_idle: list[Child] = []
"""Children that wait for a file. Taking from a list and adding to it are atomic."""


class _GoneError(Exception):
    """The child ended before it answered."""


def read(kind: str, name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return what a child process makes of a file.

    A child serves one thread at a time, so threads that import at once have one each.
    Raises ImportFailure with the child's one line, or with how it ended.
    """
    question = wire.ask(kind, name, limits) + wire.frame(data)
    for waiting, fresh in ((_take(), False), (None, True)):
        child = waiting or Child()
        try:
            return _extracts(child, child.asks(question, limits))
        except _GoneError as gone:
            child.kill()
            if fresh or not child.ended_idle:
                raise ImportFailure(str(gone)) from None
        except BaseException:
            child.kill_unless_idle()
            raise
    raise AssertionError


def _take() -> Child | None:
    with contextlib.suppress(IndexError):
        return _idle.pop()
    return None


def _extracts(child: Child, told: dict[str, Any]) -> list[Extract]:
    if told.get("restart"):
        child.kill()
    else:
        child.idle = True
        _idle.append(child)
    if "failure" in told:
        raise ImportFailure(told["failure"])
    return wire.extracts_of(told)


def close() -> None:
    """End the children that wait for a file; the next file starts a new one."""
    while (child := _take()) is not None:
        child.kill()


atexit.register(close)


class Child:
    """One running child process."""

    def __init__(self) -> None:
        self.idle = False
        self.ended_idle = False
        """Whether it had ended before the question was written: it may have waited too long."""
        command = [sys.executable, "-I", "-B", "-c", _START, json.dumps(sys.path)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            raise ImportFailure(
                f"the process that reads it could not be started: {error}"
            ) from None
        assert self._process.stdin
        assert self._process.stdout
        self._stdin, self._stdout = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._stdin, False)
        os.set_blocking(self._stdout, False)

    def kill(self) -> None:
        """End it now and free what it held."""
        self._process.kill()
        for each in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if each:
                    each.close()
        self._process.wait()

    def kill_unless_idle(self) -> None:
        """End it, unless it waits for the next file and is no longer ours."""
        if not self.idle:
            self.kill()

    def asks(self, question: bytes, limits: Limits) -> dict[str, Any]:
        """Write a question, return the answer.

        Raises ImportFailure when the time is up or the answer too large, _GoneError when it ended.
        """
        self.idle = False
        self.ended_idle = self._process.poll() is not None
        if self.ended_idle:
            raise _GoneError("ended while waiting")
        answer = self._exchange(question, time.monotonic() + limits.wall, limits)
        told: dict[str, Any] = json.loads(answer)
        return told

    def _exchange(self, question: bytes, deadline: float, limits: Limits) -> bytes:
        received, rest, size = bytearray(), memoryview(question), -1
        with selectors.DefaultSelector() as selector:
            selector.register(self._stdin, selectors.EVENT_WRITE)
            selector.register(self._stdout, selectors.EVENT_READ)
            while size < 0 or len(received) < size:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ImportFailure(f"took longer than {limits.wall:g} s to read: given up")
                for key, _ in selector.select(left):
                    if key.fd == self._stdout:
                        received += self._receive(limits)
                    elif not (rest := self._write(rest)):
                        selector.unregister(self._stdin)
                if size < 0 and len(received) >= wire.HEADER.size:
                    size = wire.HEADER.unpack_from(received)[0]
                    del received[: wire.HEADER.size]
                    _check(size)
        return bytes(received)

    def _write(self, rest: memoryview) -> memoryview:
        try:
            return rest[os.write(self._stdin, rest[:_READ]) :]
        except BrokenPipeError:
            return rest[:0]  # how it ended is seen where its answer is read

    def _receive(self, limits: Limits) -> bytes:
        part = os.read(self._stdout, _READ)
        if not part:
            raise _GoneError(self._how_it_ended(limits))
        return part

    def _how_it_ended(self, limits: Limits) -> str:
        try:
            status = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return "the process that read it stopped answering"
        if -status in (24, 9):  # SIGXCPU; SIGKILL is what the kernel sends when memory is out
            return f"took more than {limits.cpu} s of processor time or all memory: given up"
        self.ended_idle = status == 0
        return f"the process that read it crashed (status {status})"


def _check(size: int) -> None:
    if size > _MAX_ANSWER:
        raise ImportFailure("more text comes out of it than is taken")
