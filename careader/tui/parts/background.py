"""Slow work off the event loop: scanning the library, indexing, seeing others' highlights."""

from __future__ import annotations

import gc
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.colors import letters
from careader.errors import CareaderError
from careader.library.watch import Watch
from careader.model import Progress
from careader.tui.messages import (
    AnnotationsChanged,
    IndexFinished,
    IndexProgress,
    LibraryScanned,
    Trouble,
)
from careader.tui.parts.faults import Faults
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.search.updating import UpdateReport
    from careader.tui.screens.main import MainScreen

_WATCH_SECONDS = 5.0
"""How often what others highlighted and indexed is looked for: no document opened, no byte sent."""

_RETRY_SECONDS = 60.0
"""How long an index is let be that could not be written: looking what is to be done reads files."""

_SEARCH_AGAIN_SECONDS = 2.0
"""How often a search is run again while the index grows under it."""

_BAR_CELLS = 12


class Background:
    """What runs beside the reader. Workers never touch a widget; they post messages."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._searched = 0.0
        self._indexing = False
        self._index_version = -1
        """The state of the index that this careader brought about or has seen."""
        self._unfinished = False
        """Whether another careader was indexing, or somebody cleared the cache meanwhile."""
        self._retry_at = inf
        """When to try again what could not be written."""
        self._watch = Watch(screen.workspace.library.root)
        self._faults = Faults(screen)

    def start(self) -> None:
        """Begin after the first frame: the list is on the screen already."""
        if not gc.isenabled():
            # The command line turned the collector off for the start (cli/reader.py). What was
            # loaded since stays for good, so the collector need never look at it.
            gc.freeze()
            gc.enable()
        screen = self._screen
        screen.show_hints()
        config = screen.workspace.config
        screen.highlights.own = screen.reader.own = config.reader_name
        screen.highlights.letters = screen.reader.letters = letters(config.colors)
        screen.unread = screen.workspace.unread_ids()
        screen.searching.run_again()
        in_thread(screen, self._load_highlights, group="annotations")
        self.rescan()
        screen.set_interval(_WATCH_SECONDS, self._look_for_changes)

    @property
    def indexing(self) -> bool:
        """Whether articles may be missing from the answers, since they are being indexed."""
        return self._indexing

    def rescan(self) -> None:
        """Compare the library with the disk, then bring the index up to date."""
        in_thread(self._screen, self._scan, group="scan", exclusive=True)

    def _scan(self) -> None:
        screen = self._screen
        self._watch.changed()  # what changes while the scan is under way is seen after it
        try:
            changed = screen.workspace.scan()
        except CareaderError as error:
            screen.post_message(Trouble(str(error)))
            return
        screen.post_message(LibraryScanned(changed))
        self._index()

    def _index(self, *, changed: bool = False) -> None:
        screen = self._screen
        worker = get_current_worker()
        self._indexing = True
        try:
            report = screen.workspace.update_index(
                progress=lambda progress: screen.post_message(IndexProgress(progress)),
                cancelled=lambda: worker.is_cancelled,
            )
        except BaseException as error:
            self._indexing = False
            if not isinstance(error, CareaderError):
                raise
            screen.post_message(Trouble(str(error)))
            return
        self._index_version = screen.workspace.index.version
        self._unfinished = report.busy or not (report.error or self._index_version)
        self._retry_at = monotonic() + _RETRY_SECONDS if report.error else inf
        note = note_of(report) or "; ".join(screen.workspace.own_country_problems[:1])
        screen.post_message(IndexFinished(changed or report.wrote, note))
        self._faults.look()
        screen.workspace.spellings.now()  # 30 ms that the first letter typed would wait for
        # 60 ms that the first article opened would.
        import careader.text.markdown
        import careader.tui.parts.marking
        import careader.tui.widgets.line_painter  # noqa: F401

    def scanned(self, changed: bool) -> None:
        """Show what the library holds now."""
        if changed:
            self._screen.searching.run_again()
            self._screen.opening.reload()
        self._screen.unread = self._screen.workspace.unread_ids()

    def progressed(self, progress: Progress) -> None:
        """Show how far the index is, and now and then what the search finds by now."""
        screen = self._screen
        screen.indexed = progress.done
        screen.status.busy = progress_bar(progress)
        screen.show_titles()
        has_words = screen.results is not None and screen.results.has_words
        if has_words and monotonic() - self._searched > _SEARCH_AGAIN_SECONDS:
            self._searched = monotonic()
            screen.searching.run_again()

    def indexed(self, changed: bool, note: str) -> None:
        """Search with the new index."""
        screen = self._screen
        # Only now: until the next search what was found is of the index before.
        self._indexing = False
        screen.indexed = None
        screen.status.busy = note
        if changed:
            screen.searching.run_again()
        elif screen.results is not None and not screen.results.total:
            screen.searching.tell(screen.results)

    def _load_highlights(self) -> None:
        self._screen.workspace.notebook.load()
        self._screen.post_message(AnnotationsChanged(first=True))

    def highlights_changed(self, *, first: bool) -> None:
        """Show the highlights as they are; after the first look, offer what was left unfinished."""
        self._screen.opening.reload()
        self._screen.listing.show()
        if first:
            self._screen.unfinished.offer()

    def look(self) -> None:
        """Look now for what comes from outside, once the start is over."""
        if self._index_version >= 0:
            self._look_for_changes()

    def _look_for_changes(self) -> None:
        in_thread(self._screen, self._refresh_highlights, group="annotations", exclusive=True)
        if not self._indexing:
            in_thread(self._screen, self._refresh_index, group="index")

    def _refresh_highlights(self) -> None:
        if self._screen.workspace.notebook.refresh():
            self._screen.post_message(AnnotationsChanged())
        self._faults.look()

    def _refresh_index(self) -> None:
        if self._watch.changed():
            self._scan()
            return
        # What another careader began it may not have finished, and a cache may be cleared under us.
        index = self._screen.workspace.index
        index.refresh()
        if index.version != self._index_version or self._unfinished or monotonic() > self._retry_at:
            self._index(changed=True)


def progress_bar(progress: Progress) -> str:
    """Return a bar with the figures: `indexing ███▒▒▒ 3,000/10,000`."""
    share = progress.done / progress.total if progress.total else 1.0
    full = round(share * _BAR_CELLS)
    bar = "█" * full + "░" * (_BAR_CELLS - full)
    return f"{progress.what} {bar} {progress.done:,}/{progress.total:,}"


def note_of(report: UpdateReport) -> str:
    """Return what there is to say about an update of the index; mostly nothing."""
    if report.error:
        return "not every word is found"
    if report.busy:
        return "another careader is indexing"
    if report.failed:
        return f"{len(report.failed)} articles could not be indexed: see careader index"
    return ""
