"""The library: its folder, its articles, and the catalogue kept of them."""

from __future__ import annotations

from collections.abc import Iterator

from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, listed, wrong
from careader.library.catalogue import Catalogue


def check(case: Case) -> Iterator[Finding]:
    """Look at the library and compare its catalogue with the files."""
    if case.first_start:
        yield fact(f"no library yet: the first start lays down a sample in {case.root}")
        return
    workspace, now = case.workspace, case.articles
    if workspace is None or now is None:
        yield wrong(case.library_problem, "give a library's folder with --library or `library:`")
        return
    place = "highlights are kept in it" if workspace.library.writable else "it is read-only"
    yield fact(f"library: {case.root}, {len(now):,} articles, {place}")
    for path, problem in sorted(now.problems.items()):
        yield wrong(f"{path} is no article: {problem}", "mend the file, or take it away")
    yield from _doubts(now)
    yield from _catalogue(now, workspace.library.catalogue())


def _doubts(now: Catalogue) -> Iterator[Finding]:
    broken = [each.path for each in now if "front matter" in each.doubts]
    if broken:
        yield wrong(
            f"the front matter of {len(broken):,} articles cannot be understood: {listed(broken)}",
            "open them with E in the reader and correct the lines between the fences",
        )
    doubtful = sum(1 for each in now if each.doubts) - len(broken)
    if doubtful:
        yield fact(f"{doubtful:,} articles have something doubtful, shown above their text")


def _catalogue(now: Catalogue, kept: Catalogue | None) -> Iterator[Finding]:
    """Say whether the catalogue is what a look at every file gives, save what changed since."""
    if kept is None:
        yield fact("catalogue: none yet, the next start makes it")
        return
    changes = now.changes_from(kept)
    same = [
        id_
        for id_ in changes.changed
        if (article := now.get(id_)) is not None
        and kept.stamps.get(article.path) == now.stamps[article.path]
        and article.path not in kept.unsettled
    ]
    if same:
        yield wrong(
            f"the catalogue says something else than the files: {listed(same)}",
            "remove the folder of the catalogue, `cache` in `careader config`: it is made again",
        )
        return
    new = len(changes.added) + len(changes.changed) + len(changes.removed)
    yield fact(
        f"catalogue: {f'{new:,} files behind, the next start sees them' if new else 'agrees'}"
    )
