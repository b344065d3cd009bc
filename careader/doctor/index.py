"""The search index, compared with the files."""

from __future__ import annotations

from collections.abc import Iterator

from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, listed, wrong

_UPDATE = "careader index"
_REBUILD = "careader index --rebuild"


def check(case: Case) -> Iterator[Finding]:
    """Compare what is indexed with what lies in the library."""
    workspace, articles = case.workspace, case.articles
    if workspace is None or articles is None:
        return
    health = workspace.index.examine(articles, workspace.library.read)
    if not health.built:
        yield fact("index: none yet, the next start makes it")
        return
    if health.damage:
        yield wrong(f"the index is damaged: {health.damage}", _REBUILD)
        return
    if not health.current:
        yield wrong("the index was made by another version of careader", _UPDATE)
    for ids, what in (
        (health.missing, "are not indexed"),
        (health.stale, "were changed since they were indexed"),
        (health.surplus, "are indexed and not in the library any more"),
    ):
        if ids:
            yield wrong(f"{len(ids):,} articles {what}: {listed(ids)}", _UPDATE)
    if health.lost or health.false:
        ids = [*health.lost, *health.false]
        yield wrong(f"the index is not what was written, at: {listed(ids)}", _REBUILD)
    yield fact(f"index: {health.documents:,} articles, {health.tried:,} of them looked up by words")
