"""Several processes that index at once, each with a thread that feeds it."""

from __future__ import annotations

import pickle
import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from careader.countries.names import own_entries
from careader.search.derive import Source
from careader.search.worker import Failed, Piece
from careader.worker_process import CannotStart, WorkerProcess

DOCUMENTS, CHARACTERS = 32, 400_000
"""How much is sent to a worker at a time, whichever is reached first."""

_PROGRAM = "from careader.search.worker import main; main()"


def run(
    folder: Path, sources: Iterator[Source], number: int, piece_characters: int
) -> Iterator[int | Piece]:
    """Index documents in so many processes; yield counts of documents done, and pieces.

    A piece must be committed before the next is asked for only if order matters; it does not.
    A worker that dies costs the documents of its piece: they are told as failed. What nobody took
    stays in `sources`. Raises CannotStart before anything was taken.
    """
    done: queue.Queue[int | Piece | BaseException | None] = queue.Queue(maxsize=4 * number)
    feed = _Feed(sources)
    try:
        threads = [_Feeder(folder, feed, done, piece_characters) for _ in range(number)]
    except OSError as error:
        raise CannotStart(str(error)) from error
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            while (item := done.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item
    finally:
        feed.stop()
        for thread in threads:
            thread.end()


class _Feed:
    """Hands out documents to whoever asks; reads them meanwhile, one reader at a time."""

    def __init__(self, sources: Iterator[Source]) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        self._stopped = True

    def take(self) -> list[Source]:
        taken: list[Source] = []
        size = 0
        with self._lock:
            while not self._stopped and len(taken) < DOCUMENTS and size < CHARACTERS:
                source = next(self._sources, None)
                if source is None:
                    break
                taken.append(source)
                size += len(source.markdown)
        return taken


class _Feeder(threading.Thread):
    """Keeps one process busy."""

    def __init__(
        self, folder: Path, feed: _Feed, done: queue.Queue[Any], piece_characters: int
    ) -> None:
        super().__init__(name="careader indexing", daemon=True)
        self._folder = folder
        self._feed = feed
        self._done = done
        self._limit = piece_characters
        self._process = WorkerProcess(_PROGRAM)
        self._sent: list[Source] = []

    def run(self) -> None:
        try:
            self._process.send((str(self._folder), dict(own_entries())))
            while self._piece():
                pass
        except (EOFError, OSError, pickle.UnpicklingError):
            self._done.put(Piece(failed=[Failed(s.key, "indexing it failed") for s in self._sent]))
        except BaseException as error:  # what reading a document raised belongs to the caller
            self._done.put(error)
        finally:
            self._done.put(None)

    def _piece(self) -> bool:
        """Fill one piece; say whether there may be more."""
        piece, size = Piece(), 0
        self._sent = []
        while size < self._limit:
            sources = self._feed.take()
            if not sources:
                break
            self._sent += [source._replace(markdown="") for source in sources]
            size += sum(len(source.markdown) for source in sources)
            for answer in self._ask(sources):
                piece.take(answer)
            self._done.put(len(sources))
        if size:
            piece.name = self._ask(None)
            self._done.put(piece)
        return size >= self._limit

    def _ask(self, request: list[Source] | None) -> Any:
        self._process.send(request)
        return self._process.receive()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        with suppress(queue.Empty):
            while True:
                self._done.get_nowait()
        self.join(5)
        self._process.close()
