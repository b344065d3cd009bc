"""The highlights and notes, and what is remembered beside them."""

from __future__ import annotations

from collections.abc import Iterator

from careader.annotations.links import leading_nowhere
from careader.annotations.review import needs_look
from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, listed, wrong
from careader.model import AnchorState, Highlight
from careader.workspace import Workspace


def check(case: Case) -> Iterator[Finding]:
    """Read every highlight and find its passage."""
    workspace = case.workspace
    if workspace is None:
        return
    workspace.notebook.load()
    highlights = workspace.notebook.all()
    yield fact(f"highlights: {len(highlights):,}, of {len({h.reader for h in highlights})} readers")
    for found in workspace.notebook.check():
        yield wrong(f"annotations/{found.where}: {found.what}", found.mend)
    yield from _passages(workspace, highlights)
    yield from _links(highlights)
    if workspace.state.path.exists():
        workspace.state.queries()
        if workspace.state.problem:
            yield wrong(workspace.state.problem, "free the file, or move it away")


def _links(highlights: tuple[Highlight, ...]) -> Iterator[Finding]:
    broken = [f"{source.id} to {link.id}" for source, link in leading_nowhere(highlights)]
    if broken:
        yield wrong(
            f"{len(broken):,} links in notes lead nowhere: {listed(broken)}",
            "take them out of the notes, or bring back with u what was deleted",
        )


def _passages(workspace: Workspace, highlights: tuple[Highlight, ...]) -> Iterator[Finding]:
    placed = [workspace.placed_one(each) for each in highlights]
    for state, what, mend in (
        (AnchorState.CHECK, "passages have probably moved", "accept or move them in the reader"),
        (
            AnchorState.ORPHAN,
            "passages are not in their articles any more",
            "see them with 4 and w",
        ),
    ):
        ids = [each.highlight.id for each in placed if each.state is state and needs_look(each)]
        if ids:
            yield wrong(f"{len(ids):,} {what}: {listed(ids)}", mend)
