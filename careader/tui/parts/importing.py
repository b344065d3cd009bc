"""Importing from the reader: a path typed at the foot, the work beside, the sums at its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.errors import CareaderError
from careader.importing.options import Options
from careader.importing.report import Change, Report, Status
from careader.model import Progress
from careader.text.clean import clean_line
from careader.tui.messages import ImportFinished, ImportProgress, Trouble
from careader.tui.parts.background import progress_bar
from careader.tui.purpose import Purpose
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen

_GROUP = "import"


class Importing:
    """What the command of importing does. The worker never touches a widget; it posts messages."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._running = False

    def ask(self) -> None:
        """Ask for a path, unless an import is running."""
        if self._running:
            self._screen.say("An import is running already")
            return
        self._screen.asking.ask(Purpose.IMPORT, "", "a file or folder to import")

    def entered(self, text: str) -> None:
        """Import what lies at a path."""
        screen = self._screen
        screen.asking.stop()
        path = _unquoted(text.strip())
        if not path or self._running:
            return
        self._running = True
        screen.say(f"Importing {clean_line(path)}")
        in_thread(screen, lambda: self._import(str(Path(path).expanduser())), group=_GROUP)

    def _import(self, path: str) -> None:
        """Run in a thread of its own."""
        screen, worker, report = self._screen, get_current_worker(), Report()
        try:
            screen.workspace.importing(
                Options(originals=screen.workspace.config.originals),
                progress=lambda progress: screen.post_message(ImportProgress(progress)),
                cancelled=lambda: worker.is_cancelled,
            ).into(report, [path])
        except CareaderError as error:
            screen.post_message(Trouble(str(error)))
        finally:
            screen.post_message(ImportFinished(report))

    def progressed(self, progress: Progress) -> None:
        """Show how far it is."""
        if self._running:
            self._screen.status.busy = progress_bar(progress)

    def finished(self, report: Report) -> None:
        """Say what came of it, and list what is new."""
        self._running = False
        self._screen.status.busy = ""
        if report.sources:
            self._screen.say(summary(report), failed=bool(report.count(Status.FAILED)))
            self._screen.rescan()


def _unquoted(path: str) -> str:
    """Return a path without the quotes that a file manager puts around what it copies."""
    quoted = len(path) > 1 and path[0] == path[-1] and path[0] in "'\""
    return path[1:-1] if quoted else path


def summary(report: Report) -> str:
    """Return the sums of an import in one line, with the first reason where something failed."""
    new, updated = report.changed(Change.NEW), report.changed(Change.UPDATED)
    parts = [f"{new:,} new" if new else "", f"{updated:,} updated" if updated else ""]
    unchanged, failed = report.count(Status.UNCHANGED), report.count(Status.FAILED)
    parts.append(f"{unchanged:,} unchanged" if unchanged else "")
    doubtful = len(list(report.doubtful()))
    parts.append(f"{doubtful:,} in doubt (D)" if doubtful else "")
    said = ", ".join(filter(None, parts)) or "nothing imported"
    first = next(report.errors(), None)
    if first is None:
        return f"Imported: {said}" if new or updated else said
    return f"{failed:,} failed, {said}: {first.source}: {first.error}"
