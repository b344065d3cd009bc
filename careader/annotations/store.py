"""The store of highlights: one small file each, durable before a call returns, never unlinked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from careader.annotations import format
from careader.annotations.clock import utc_after, utc_now
from careader.annotations.durable import (
    Folder,
    Stamp,
    open_folder,
    reason,
    remedy,
    stamp_of,
)
from careader.annotations.memory import Memory
from careader.annotations.merge import merge
from careader.annotations.names import conflict_id, file_name, folder_name, id_of
from careader.annotations.scan import (
    FileState,
    Problem,
    Spot,
    parse_file,
    problem,
    problems_of,
    read_spot,
    spots,
)
from careader.annotations.ulid import new_ulid
from careader.errors import SaveError
from careader.model import Highlight
from careader.paths import has_gone

Wrote = Callable[[str, bytes], None]


class AnnotationStore:
    """The highlights of all readers of a library; one reader's can be changed.

    Every change is on the disk (file and folder synced) when its method returns. When it cannot be
    made so the method raises SaveError, one clear line, and the store in memory is as before.
    What another session, a sync tool or a text editor changed meanwhile is merged field by field;
    of a note that both changed, both versions stay. Methods may be called from any thread.
    """

    def __init__(
        self,
        folder: Path,
        reader: str,
        wrote: Wrote | None = None,
        needs: Path | None = None,
        beside: Path | None = None,
    ) -> None:
        """Prepare a store; nothing is read before `load`.

        Args:
            folder: The annotation folder, with a folder for each reader.
            reader: Whose highlights can be changed.
            wrote: Told of every file after it was written: its place in the folder, its bytes.
            needs: A folder without which the library is not there; nothing is written then, and
                what was read of it stays.
            beside: Another annotation folder that is read too and never written to: that of a
                library that takes no files. A file in `folder` stands before its namesake there,
                so a change to one's own highlight is kept in `folder`.
        """
        self.folder = folder
        self.reader = reader
        self._own = folder_name(reader)
        self._wrote = wrote
        self._needs = needs
        self._beside = beside
        self._from_beside: frozenset[Spot] = frozenset()
        self.lost: frozenset[str] = frozenset()
        """Ids of the reader's own highlights whose files went while the store was open."""
        self._memory = Memory(self._own)
        self._scan_problems: tuple[Problem, ...] = ()
        self._synced: set[str] = set()
        self._lock = threading.RLock()

    # Reading

    def load(self) -> tuple[Highlight, ...]:
        """Read every reader's highlights from the disk; return those not deleted, oldest first.

        Never raises: what cannot be read is in `problems`.
        """
        self.refresh()
        return self.highlights()

    def highlights(self) -> tuple[Highlight, ...]:
        """Return every highlight that is not deleted, all readers', oldest first."""
        return self._memory.live()

    def deleted(self) -> tuple[Highlight, ...]:
        """Return the tombstones, all readers', oldest first."""
        return self._memory.tombstones()

    def of_article(self, article: str) -> tuple[Highlight, ...]:
        """Return an article's highlights that are not deleted, in the order of the text."""
        return self._memory.of_article(article)

    def get(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, deleted or not; None when there is none."""
        return self._memory.get(highlight_id)

    def is_own(self, highlight_id: str) -> bool:
        """Whether the highlight is this reader's, so that it can be changed."""
        spot = self._memory.spot(highlight_id)
        return spot is not None and spot.reader == self._own

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person should look at: damaged files, conflict copies, links, closed folders."""
        with self._lock:
            files = self._memory.files.items()
            return (
                *self._scan_problems,
                *(found for spot, state in files for found in problems_of(spot, state)),
            )

    @property
    def gone(self) -> bool:
        """Whether the folder that highlights were read from is not there any more, all of it."""
        if self._needs is not None and has_gone(self._needs):
            return True
        return bool(self._memory.files.keys() - self._from_beside) and has_gone(self.folder)

    def changed_on_disk(self) -> bool:
        """Whether a file was added, changed or taken away since it was read; opens none."""
        if self.gone:
            return False
        known = self._memory.files
        seen = 0
        for spot, entry in self._spots([]):
            seen += 1
            state = known.get(spot)
            try:
                if state is None or state.stamp != stamp_of(entry.stat(follow_symlinks=False)):
                    return True
            except OSError:
                return True
        return seen != len(known)

    def refresh(self) -> frozenset[str]:
        """Read what changed on the disk since it was read; return the ids of what is different now.

        A file that became damaged keeps its last good highlight in memory, and is in `problems`.
        All are kept while the whole folder is `gone`.
        """
        with self._lock:
            if self.gone:
                return frozenset()
            problems: list[Problem] = []
            files = dict(self._states(problems))
            before = self._memory.by_id()
            self._memory.replace_all(files)
            self._scan_problems = tuple(problems)
            after = self._memory.by_id()
            self._note_lost(before, after)
        return frozenset(key for key in {*before, *after} if before.get(key) != after.get(key))

    def _spots(self, problems: list[Problem]) -> Iterator[tuple[Spot, os.DirEntry[str]]]:
        """Yield every file that may hold a highlight, and remember which lie beside."""
        if self._beside is None:
            yield from spots(self.folder, problems)
            return
        kept = list(spots(self.folder, problems))
        yield from kept
        taken = {spot for spot, _ in kept}
        others = [each for each in spots(self._beside, problems) if each[0] not in taken]
        self._from_beside = frozenset(spot for spot, _ in others)
        yield from others

    def _note_lost(self, before: dict[str, Highlight], after: dict[str, Highlight]) -> None:
        went = {
            key
            for key, each in before.items()
            if key not in after and each.reader == self.reader and not each.deleted
        }
        self.lost = frozenset((self.lost | went) - after.keys())

    def _states(self, problems: list[Problem]) -> Iterator[tuple[Spot, FileState]]:
        known = self._memory.files
        for spot, entry in self._spots(problems):
            try:
                stamp = stamp_of(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue
            except OSError as error:
                problems.append(problem(str(spot), f"cannot be read: {reason(error)}"))
                continue
            state = known.get(spot)
            if state is None:
                yield spot, read_spot(spot, entry.path, stamp)
            elif state.stamp == stamp:
                yield spot, state
            else:
                fresh = read_spot(spot, entry.path, stamp)
                yield spot, replace(fresh, highlights=fresh.highlights or state.highlights)

    # Writing

    def add(self, highlight: Highlight) -> Highlight:
        """Write a new highlight; return it with id, reader, created and updated as they were kept.

        An empty id or time is filled in. Raises SaveError, also when the id is already taken.
        """
        now = utc_now()
        highlight = replace(
            highlight,
            id=highlight.id or new_ulid(),
            reader=self.reader,
            created=highlight.created or now,
            updated=highlight.updated or now,
        )
        spot = Spot(self._own, folder_name(highlight.article), file_name(highlight.id))
        with self._lock, self._open(spot) as folder:
            if self.get(highlight.id) or folder.exists(spot.name):
                raise SaveError(f"Not saved: there is already a highlight {highlight.id}")
            return self._write(folder, spot, highlight)

    def change(self, highlight: Highlight) -> Highlight:
        """Write a changed highlight of one's own; return it as it is now, merged where need be.

        Raises KeyError when the store never saw its id, SaveError when it cannot be written or is
        another reader's.
        """
        with self._lock:
            return self._change(self._own_spot(highlight.id), highlight)

    def delete(self, highlight_id: str) -> Highlight:
        """Mark a highlight as deleted (the file stays); return it.

        It comes back not deleted when its note or another field was changed elsewhere meanwhile.
        """
        with self._lock:
            return self.change(replace(self._memory.known(highlight_id), deleted=utc_now()))

    def restore(self, highlight_id: str) -> Highlight:
        """Take back a deletion; return the highlight."""
        with self._lock:
            return self.change(replace(self._memory.known(highlight_id), deleted=""))

    def _own_spot(self, highlight_id: str) -> Spot:
        spot = self._memory.spot(highlight_id)
        if spot is None:
            raise KeyError(highlight_id)
        if spot.reader != self._own:
            raise SaveError(f"Not saved: the highlight is {spot.reader}'s, only they can change it")
        if not self._memory.files[spot].is_split:
            return spot
        with self._open(spot) as folder:
            self._part(folder, spot)
        if (parted := self._memory.spot(highlight_id)) is None:
            raise SaveError("Not saved: the file held two versions; they are apart now, look again")
        return parted

    def _part(self, folder: Folder, spot: Spot) -> None:
        """Give each side of a file with git's conflict markers a file of its own, under its id."""
        folder.lock()
        state = parse_file(spot, folder.read(spot.name) or b"", _stamp(folder, spot))
        if not state.is_split:
            self._memory.put(spot, state)
            return
        ours, theirs = state.highlights
        aside = replace(spot, name=file_name(theirs.id))
        found = folder.read(aside.name)
        if found is None:
            self._write(folder, aside, theirs)
        elif found != format.dump(theirs):
            self._keep_aside(folder, spot, format.dump(theirs))
        self._write(folder, spot, ours)

    def _change(self, spot: Spot, ours: Highlight) -> Highlight:
        base = self._memory.known(ours.id)
        ours = replace(ours, reader=base.reader)
        with self._open(spot) as folder:
            folder.lock()
            data, theirs = self._on_disk(folder, spot)
            if theirs is not None:
                merged = merge(base, ours, replace(theirs, id=ours.id))
                if merged.note_conflict:
                    self._keep_aside(folder, spot, format.dump(theirs))
                ours = replace(merged.highlight, updated=theirs.updated)
            if data == format.dump(ours):
                self._remember(folder, spot, data)
                return ours
            return self._write(folder, spot, replace(ours, updated=utc_after(ours.updated)))

    def _on_disk(self, folder: Folder, spot: Spot) -> tuple[bytes | None, Highlight | None]:
        """Return the bytes of a file as it is now and its highlight, None for what there is not.

        What of the file would be lost when the highlight is written again is kept aside first.
        """
        data = folder.read(spot.name)
        if data is None:
            return None, None
        state = parse_file(spot, data, _stamp(folder, spot))
        if state.lossy or not state.highlights:
            self._keep_aside(folder, spot, data)
        elif state.is_split:
            self._keep_aside(folder, spot, format.dump(state.highlights[1]))
        return data, next(iter(state.highlights), None)

    def _keep_aside(self, folder: Folder, spot: Spot, data: bytes) -> None:
        """Write another version of a highlight into a file of its own."""
        base = conflict_id(id_of(spot.name), utc_now())
        name, number = file_name(base), 1
        while folder.exists(name):
            number += 1
            name = file_name(f"{base}-{number}")
        folder.write(name, data)
        self._remember(folder, replace(spot, name=name), data)

    def _write(self, folder: Folder, spot: Spot, highlight: Highlight) -> Highlight:
        """Write a highlight and remember it; return it as the file holds it."""
        data = format.dump(highlight)
        if len(data) > format.MAX_BYTES:
            raise SaveError("Not saved: the passage and its note are larger than 16 MB")
        folder.write(spot.name, data)
        if self._wrote is not None:
            self._wrote(str(spot), data)
        state = self._remember(folder, spot, data)
        return replace(state.highlights[0], id=highlight.id)

    def _remember(self, folder: Folder, spot: Spot, data: bytes) -> FileState:
        state = parse_file(spot, data, _stamp(folder, spot))
        self._memory.put(spot, state)
        return state

    @contextmanager
    def _open(self, spot: Spot) -> Iterator[Folder]:
        """Open a folder of one's own; what the system refuses becomes a SaveError."""
        try:
            names, needs = (spot.reader, spot.article), self._needs
            with open_folder(self.folder, *names, synced=self._synced, needs=needs) as folder:
                yield folder
        except OSError as error:
            where = problem(f"{self.folder}/{spot.reader}", "").where
            said = f"Not saved: {reason(error)}; {remedy(error)} ({where})"
            raise SaveError(said) from error


def _stamp(folder: Folder, spot: Spot) -> Stamp:
    """Return a file's stamp; one that fits no file, so that it is read again, when it has none."""
    try:
        return folder.stamp(spot.name)
    except OSError:
        return (0, 0, 0)
