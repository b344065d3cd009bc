"""Highlighting every sentence of an article in which a query finds something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careader.annotations.anchors import describe
from careader.annotations.export import Passage
from careader.annotations.export.document import shape
from careader.annotations.gathering import Gathered, gather
from careader.cli import output
from careader.cli.searching import find
from careader.model import AnchorState, Article, PlacedHighlight, SearchRequest
from careader.text.clean import clean_line
from careader.text.reading import ReadingText
from careader.workspace import Workspace


def highlight_hits(
    workspace: Workspace,
    article_id: str,
    query: str,
    fields: Mapping[str, Any],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Highlight the sentences with hits, in the order of the text, and print their ids.

    A sentence that the reader highlighted before is left as it is. With `dry_run` nothing is
    written and the sentences are printed.
    """
    article, reading = workspace.read(article_id)
    found = _gathered(workspace, article_id, reading, query)
    passages = [
        _passage(workspace, article, reading, span, fields, dry_run=dry_run)
        for span in found.sentences
    ]
    if as_json:
        output.json_document([shape(each) for each in passages])
    else:
        for each in passages:
            highlight = each.placed.highlight
            output.line(clean_line(highlight.quote) if dry_run else highlight.id)
    output.conclude(_outcome(found, dry_run=dry_run))


def _gathered(workspace: Workspace, article_id: str, reading: ReadingText, query: str) -> Gathered:
    from careader.search.hits import find_hits

    # As the reader paints them: with every spelling of a name that some article uses.
    hits = find_hits(reading.text, find(workspace, SearchRequest(query=query)).query)
    notebook = workspace.notebook
    placed = notebook.placed(article_id, reading)
    return gather(reading, hits, (each for each in placed if notebook.is_own(each.highlight)))


def _passage(
    workspace: Workspace,
    article: Article,
    reading: ReadingText,
    span: tuple[int, int],
    fields: Mapping[str, Any],
    *,
    dry_run: bool,
) -> Passage:
    if dry_run:
        highlight = describe(reading, *span, article=article.id, **fields)
    else:
        highlight = workspace.notebook.add(article.id, reading, *span, **fields)
    return Passage(PlacedHighlight(highlight, *span, AnchorState.SURE), article)


def _outcome(found: Gathered, *, dry_run: bool) -> str:
    count = len(found.sentences)
    said = f"{count} {'sentence' if count == 1 else 'sentences'}"
    would = "to highlight" if dry_run else "highlighted"
    before = f", {found.taken} highlighted before" if found.taken else ""
    return f"{said} {would}{before}"
