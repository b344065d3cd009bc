"""`careader annotate`: a highlight from a script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from careader.annotations.export import Passage
from careader.annotations.export.document import shape
from careader.annotations.tags import tags_of
from careader.cli import options, output
from careader.cli.articles import resolve
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.session import open_workspace
from careader.config import COLORS
from careader.errors import CareaderError
from careader.model import AnchorState, Highlight, Offsets, PlacedHighlight
from careader.text.clean import clean_line
from careader.text.reading import ReadingText
from careader.workspace import Workspace


@careader_command("annotate")
@click.argument("article_id", metavar="ID", shell_complete=options.complete_article)
@click.option("--quote", metavar="TEXT", help="The passage, as the article has it.")
@click.option("--hits", metavar="QUERY", help="Every sentence in which this search finds a word.")
@click.option("--note", metavar="TEXT", help="What is to be said about it, in Markdown.")
@options.color_option(f"Its colour, by its name or what it means to you; default: {COLORS[0]}.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be given again.")
@click.option("--dry-run", is_flag=True, help="With --hits: print the sentences, write nothing.")
@json_option
def command(
    article_id: str,
    quote: str | None,
    hits: str | None,
    note: str | None,
    color: str,
    tags: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Highlight a passage of an article, and print the highlight's id.

    The passage is looked for as a person would: line breaks, quotes and dashes may differ. It must
    stand in the article once. A passage that you have highlighted already is not highlighted
    again; note, colour and tags that are given are set.

    Without --quote the note is on the whole article, of which every reader has one.

    With --hits the sentences that a search finds something in are highlighted, each once, and an id
    a line is printed. Sentences that you have highlighted already are left as they are.
    """
    if quote is not None and hits is not None:
        raise click.UsageError("Give the passage with --quote, or a search with --hits.")
    if quote is hits is None and not (note or "").strip():
        raise click.UsageError(
            "Give the passage with --quote, a search with --hits, or with --note alone a note on "
            "the whole article."
        )
    if dry_run and hits is None:
        raise click.UsageError("--dry-run goes with --hits.")
    given = {
        "note": note,
        "color": color or None,
        "tags": tags_of(" ".join(tags)) or None,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    workspace = open_workspace(library_of_call())
    id_ = resolve(workspace.catalogue, article_id)
    if hits is not None:
        from careader.cli.hits import highlight_hits

        highlight_hits(workspace, id_, hits, fields, dry_run=dry_run, as_json=as_json)
        return
    article, reading = workspace.read(id_)
    span = (0, 0) if quote is None else _span(reading, quote)
    workspace.notebook.load()
    if quote is None:
        highlight = _note_on(workspace, id_, fields)
    else:
        highlight = _highlight(workspace, id_, reading, span, fields)
    if as_json:
        placed = PlacedHighlight(highlight, *span, AnchorState.SURE)
        output.json_document(shape(Passage(placed, article)))
    else:
        output.line(highlight.id)


def _note_on(workspace: Workspace, id_: str, fields: dict[str, Any]) -> Highlight:
    notebook = workspace.notebook
    known = notebook.note_on(id_)
    if known.id:
        return notebook.change(known, **fields)
    return notebook.add_note(replace(known, **fields))


def _highlight(
    workspace: Workspace, id_: str, reading: ReadingText, span: Offsets, fields: dict[str, Any]
) -> Highlight:
    notebook = workspace.notebook
    for placed in notebook.placed(id_, reading):
        same = (placed.start, placed.end) == span and placed.state is not AnchorState.ORPHAN
        if same and notebook.is_own(placed.highlight):
            return notebook.change(placed.highlight, **fields) if fields else placed.highlight
    return notebook.add(id_, reading, *span, **fields)


def _span(reading: ReadingText, quote: str) -> Offsets:
    """Return where the passage stands; CareaderError when that is nowhere or not certain."""
    from careader.annotations.anchoring import Quote, find
    from careader.annotations.anchoring.normal import normal
    from careader.annotations.anchoring.seeds import occurrences

    there, sought = normal(reading.text), normal(quote).text.strip()
    hits = occurrences(there.text, sought, 100)
    if len(hits) == 1:
        return there.back(hits[0], hits[0] + len(sought))
    if hits:
        raise CareaderError(f"the passage stands there {len(hits)} times; give more of it")
    anchor = find(reading.text, Quote(quote))
    if anchor.state is AnchorState.ORPHAN:
        raise CareaderError("the article has no such passage")
    near = clean_line(reading.text[anchor.start : anchor.end])
    raise CareaderError(f"the article has no such passage; nearest to it is “{near}”")
