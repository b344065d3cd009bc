"""One import from its paths to its report: found, read in other processes, taken in."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256

from careader.errors import LibraryError
from careader.importing import crew, sources
from careader.importing.archive import Archive, LibraryFull
from careader.importing.convert import Converted, Converter
from careader.importing.crew import Answer, Job
from careader.importing.likeness import Sketch
from careader.importing.options import Options
from careader.importing.report import ArticleReport, Change, Report, SourceReport, Status
from careader.importing.sketches import SketchBook
from careader.importing.sources import Found, Refused, Source
from careader.library import disk
from careader.library.catalogue import Catalogue
from careader.library.library import Library
from careader.library.walk import ARTICLES
from careader.model import Article, Progress
from careader.worker_process import CannotStart

_FEW = 24
"""Sources that one process reads as quickly as two, which have to be started first."""

Told = Callable[[Progress], object]


@dataclass(slots=True)
class Import:
    """One import into one library."""

    library: Library
    catalogue: Catalogue
    """The articles as they are now."""
    options: Options
    publications: Mapping[str, object] = field(default_factory=dict)
    """The user's own table of publications (see `publications.load`)."""
    processes: int | None = None
    """How many read documents; None for as many as pay, 0 for none but this one."""
    progress: Told | None = None
    cancelled: Callable[[], bool] = lambda: False
    """Asked now and then; once it says so the import ends as if interrupted."""

    def run(self, paths: Iterable[str]) -> Report:
        """Import what lies under some paths.

        A source that fails is told in the report; the others arrive. Ended at any moment (also
        by an exception such as KeyboardInterrupt, see `into`), the library holds whole articles
        only, and the same import again carries on.

        Raises:
            LibraryError: Nothing can be written to the library.
        """
        report = Report()
        self.into(report, paths)
        return report

    def into(self, report: Report, paths: Iterable[str]) -> None:
        """Import as `run` does, adding to a report that is whole as far as it came at any time."""
        begun = time.monotonic()
        if not self.options.dry_run:
            _check_writable(self.library)
        found = sources.find(paths, self.library.root)
        report.total, report.passed_over = len(found.items), found.passed_over
        book = SketchBook(self.library.cache_dir)
        try:
            self._take_all(report, found, self._archive(book))
        finally:
            report.seconds = time.monotonic() - begun
            if not self.options.dry_run:
                book.save()

    def _archive(self, book: SketchBook) -> Archive:
        """Return what takes articles in, knowing all that are there."""

        def wrote(article: Article, made: Sketch) -> None:
            status = os.stat(self.library.root / article.path)
            book.put(article.path, (status.st_size, status.st_mtime_ns), made)

        archive = Archive(self.library, self.options, wrote=wrote)
        articles = {article.path: article for article in self.catalogue}
        made = dict(
            book.of_all(self.library, self.catalogue.stamps, articles.__getitem__, self.progress)
        )
        for path, article in articles.items():
            archive.known.put(article, made.get(path))
        return archive

    def _take_all(self, report: Report, found: Found, archive: Archive) -> None:
        """Take the sources in, one after the other, in the order they were found."""
        jobs = _jobs(found, archive)
        with closing(self._answers(jobs, found)) as answers:
            for answer in answers:
                if self.cancelled():
                    break
                try:
                    report.sources.append(_taken(archive, answer))
                except LibraryFull as full:
                    shown, report.stopped = answer.job.source.shown, str(full)
                    report.sources.append(SourceReport(shown, Status.FAILED, str(full)))
                    return
                if self.progress is not None:
                    done = Progress(len(report.sources), report.total, "importing")
                    self.progress(done)
        if self.cancelled() and len(report.sources) < report.total:
            report.stopped = "cancelled"

    def _answers(self, jobs: Iterator[Job], found: Found) -> Generator[Answer, None, None]:
        """Yield the sources as they are read, in order."""
        number = self.processes
        if number is None:
            to_read = sum(isinstance(each, Source) for each in found.items)
            number = min(_cores(), 1 + to_read // _FEW) if to_read else 0
        if number:
            try:
                yield from crew.run(jobs, number, self.publications, cancelled=self.cancelled)
                return
            except CannotStart:
                pass  # slower, and nothing else
        converter = Converter(self.publications)
        for job in jobs:
            yield Answer(job, job.answer or converter.convert(job.name, job.data))


_NOTHING = Converted()
"""The answer where there is nothing to read."""


def _jobs(found: Found, archive: Archive) -> Iterator[Job]:
    """Yield what is to be read; what is known or cannot be read has its answer already."""
    for item in found.items:
        if isinstance(item, Refused):
            yield Job(SourceReport(item.shown, Status.FAILED, item.why), "", b"", _NOTHING)
            continue
        try:
            data = sources.read(item)
        except OSError as error:
            why = sources.reason(error)
            yield Job(SourceReport(item.shown, Status.FAILED, why), "", b"", _NOTHING)
            continue
        if len(data) > sources.MAX_BYTES:
            why = f"more than {sources.MAX_BYTES // 1_000_000} MB"
            yield Job(SourceReport(item.shown, Status.FAILED, why), "", b"", _NOTHING)
        elif there := archive.seen(sha256(data).hexdigest()):
            same = tuple(ArticleReport(article, Change.UNCHANGED) for article in there)
            yield Job(SourceReport(item.shown, Status.UNCHANGED, "", same), "", b"", _NOTHING)
        else:
            yield Job(item, item.name, data)


def _taken(archive: Archive, answer: Answer) -> SourceReport:
    """Return what became of a source; raises LibraryFull."""
    source = answer.job.source
    if isinstance(source, SourceReport):
        return source
    return archive.take(source, answer.job.data, answer.converted)


def _check_writable(library: Library) -> None:
    """Raise LibraryError when no article can be put into a library."""
    if not disk.can_create_in(library.root / ARTICLES):
        raise LibraryError(
            f"the library at {library.root} cannot be written to: nothing was imported"
        )


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
