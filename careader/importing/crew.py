"""Processes that read documents side by side; their answers come in the order of the questions."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from careader.importing.convert import Converted
from careader.worker_process import CannotStart, WorkerProcess

SECONDS = 300.0
"""How long one source may take; the formats have shorter limits, the rules have this one."""

_AHEAD = 3
"""Sources read ahead for each process: what keeps all of them busy while one has a large one."""

_PROGRAM = "from careader.importing.worker import main; main()"

_LOOK = 0.2
"""Seconds between two looks whether the import was cancelled."""

_PATIENCE = 1.0
"""Seconds to wait for a thread whose process was ended; it may be reading standard input."""


class Job(NamedTuple):
    """One source to be read."""

    source: Any
    """Given back with the answer."""
    name: str
    data: bytes
    answer: Converted | None = None
    """What is known already, so that no process is asked."""


class Answer(NamedTuple):
    """A source that was read."""

    job: Job
    converted: Converted


def run(
    jobs: Iterator[Job],
    number: int,
    publications: Mapping[str, object],
    *,
    cancelled: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
) -> Iterator[Answer]:
    """Read sources in so many processes; yield the answers in the order of the sources.

    A source that ends its process or takes too long has failed; the others do not notice. Raises
    CannotStart before anything was asked for.

    Args:
        jobs: The sources; asked for from other threads, one at a time, a little ahead.
        number: How many processes.
        publications: The user's own table.
        cancelled: Asked now and then; once it says so there are no more answers.
        seconds: How long one source may take.
    """
    desk = _Desk(jobs, number * _AHEAD)
    readers: list[_Reader] = []
    try:
        for _ in range(number):
            readers.append(_Reader(desk, publications, seconds))
    except OSError as error:
        for each in readers:
            each.end()
        raise CannotStart(str(error)) from error
    for each in readers:
        each.start()
    try:
        yield from desk.answers(cancelled)
    finally:
        desk.close()
        for each in readers:
            each.end()


class _Desk:
    """Hands out the sources and puts the answers in order again."""

    def __init__(self, jobs: Iterator[Job], ahead: int) -> None:
        self._jobs = jobs
        self._room = threading.Semaphore(ahead)
        self._taking = threading.Lock()
        self._news = threading.Condition()
        self._answers: dict[int, Answer] = {}
        self._taken = 0
        self._ended = False
        self._fault: BaseException | None = None

    def take(self) -> tuple[int, Job] | None:
        """Return the next source and its number, None when there is none left."""
        self._room.acquire()
        with self._taking:
            if self._ended:
                return None
            try:
                job = next(self._jobs, None)
            except BaseException as error:  # what the import raises belongs to who waits for it
                self._fault = error
                job = None
            if job is None:
                with self._news:
                    self._ended = True
                    self._news.notify()
                return None
            self._taken += 1
            return self._taken - 1, job

    def put(self, number: int, answer: Answer) -> None:
        """Lay an answer down."""
        with self._news:
            self._answers[number] = answer
            self._news.notify()

    def answers(self, cancelled: Callable[[], bool]) -> Iterator[Answer]:
        """Yield the answers in order, each as soon as it is there."""
        number = 0
        while self._waited_for(number, cancelled):
            yield self._answers.pop(number)
            number += 1
            self._room.release()

    def _waited_for(self, number: int, cancelled: Callable[[], bool]) -> bool:
        """Wait for an answer; say whether it has come, and not the end of them."""
        with self._news:
            while number not in self._answers:
                if cancelled():
                    return False
                if self._ended and number >= self._taken:
                    if self._fault is not None:
                        raise self._fault
                    return False
                self._news.wait(_LOOK)
        return True

    def close(self) -> None:
        """Let nobody wait for anything any more."""
        self._ended = True
        self._room.release(1_000_000)


class _Reader(threading.Thread):
    """Keeps one process busy, and starts another when it has died."""

    def __init__(self, desk: _Desk, publications: Mapping[str, object], seconds: float) -> None:
        super().__init__(name="careader importing", daemon=True)
        self._desk = desk
        self._publications = publications
        self._seconds = seconds
        self._over = False
        self._process = WorkerProcess(_PROGRAM)
        self._greeted = False

    def run(self) -> None:
        while (taken := self._desk.take()) is not None:
            number, job = taken
            converted = job.answer if job.answer is not None else self._converted(job)
            self._desk.put(number, Answer(job, converted))

    def _converted(self, job: Job) -> Converted:
        try:
            return self._ask(job)
        except TimeoutError:
            self._again()
            return Converted(error=f"given up after {self._seconds:.0f} seconds")
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            if not self._over:
                self._again()
            return Converted(error="reading it ended the process that read it")
        except MemoryError:
            self._again()
            return Converted(error="there is not enough memory for it")

    def _ask(self, job: Job) -> Converted:
        if not self._greeted:
            self._process.send(dict(self._publications))
            self._greeted = True
        self._process.send((job.name, job.data))
        answer: Converted = self._process.receive(self._seconds)
        return answer

    def _again(self) -> None:
        """End the process and start a fresh one."""
        self._process.close()
        self._process = WorkerProcess(_PROGRAM)
        self._greeted = False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._over = True
        self._process.kill()
        if self.is_alive():
            self.join(_PATIENCE)
        self._process.close()
