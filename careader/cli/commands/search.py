"""`careader search`: ranked hits with snippets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from careader.cli import options, output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.searching import find, say_nothing_found
from careader.cli.session import open_workspace
from careader.cli.shapes import facets_shape, hit_shape, reason_shape
from careader.cli.tables import counted
from careader.model import Hit, Marks, SearchRequest, Snippet, Sort
from careader.search.results import Results
from careader.text.clean import clean_line
from careader.text.wrap import Lines, wrap

_INDENT = "  "


@careader_command("search", epilog=options.SYNTAX)
@options.asked
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    help="The order of the hits; by default relevance, or date when the query has no words.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="Print at most N hits; 0 for all.",
)
@click.option("--explain", is_flag=True, help="Say what the query means and why each hit matched.")
@json_option
def command(
    request: SearchRequest,
    sort: str | None,
    limit: int,
    explain: bool,
    as_json: bool,
) -> None:
    """Search the library: ranked hits with snippets.

    Without a QUERY every article that the filters leave.
    """
    request = replace(request, sort=Sort(sort) if sort else None)
    results = find(open_workspace(library_of_call()), request)
    hits = results.hits(0, limit or results.total)
    if as_json:
        output.json_document(_document(results, hits, explain))
        return
    if explain:
        output.line(output.Dim(f"Looked for: {results.meaning}, by {results.sort}"), "\n")
    for number, hit in enumerate(hits):
        if number:
            output.line()
        _print_hit(hit)
        for reason in results.why(number) if explain else ():
            _print_wrapped(_INDENT + "· ", reason.describe())
    _say_total(results, len(hits))


def _document(results: Results, hits: list[Hit], explain: bool) -> dict[str, Any]:
    shapes = [hit_shape(hit) for hit in hits]
    document = {
        "total": results.total,
        "hits": shapes,
        "facets": facets_shape(results.facets),
        "suggestion": results.suggestion,
        "emptied": results.emptied,
        "sort": str(results.sort),
    }
    if explain:
        document["meaning"] = results.meaning
        for number, shape in enumerate(shapes):
            shape["why"] = [reason_shape(reason) for reason in results.why(number)]
    return document


def _print_wrapped(head: str, text: str) -> None:
    """Print a text under a head of so many cells, wrapped on a terminal."""
    first = True
    for parts in _wrapped(text, len(head), ()):
        output.line(output.Dim(head if first else " " * len(head)), *parts)
        first = False


def _say_total(results: Results, printed: int) -> None:
    if not results.total:
        say_nothing_found(results)
    elif printed < results.total:
        output.conclude(f"{printed:,} of {counted(results.total, 'article')}; --limit 0 prints all")
    else:
        output.conclude(counted(results.total, "article"))


def _print_hit(hit: Hit) -> None:
    output.line(output.Bold(hit.article.title))
    output.line(_INDENT, output.Dim(_source(hit)))
    if hit.also:
        output.line(_INDENT, output.Dim(f"also written {', '.join(hit.also)}"))
    if hit.highlight:
        output.line(_INDENT, output.Dim(f"highlight {hit.highlight}"))
    for parts in _snippet_lines(hit.snippet):
        output.line(_INDENT, *parts)


def _source(hit: Hit) -> str:
    """Return in one line what tells an article from others, its id last: it goes to `show`."""
    article = hit.article
    parts = (
        ", ".join(article.authors),
        article.publication,
        article.date,
        " ".join(hit.about),
    )
    return " · ".join(filter(None, (*map(clean_line, parts), article.id)))


def _snippet_lines(snippet: Snippet) -> Iterator[list[str]]:
    """Yield the lines of a snippet: wrapped on a terminal, one elsewhere."""
    text = snippet.text.replace("\n", " ")
    if text:
        yield from _wrapped(text, len(_INDENT), snippet.marks)


def _wrapped(text: str, indent: int, marks: Marks) -> Iterator[list[str]]:
    """Yield the lines of a text after so many cells, what is marked bold."""
    lines = Lines()
    cells = output.columns() - indent if output.is_terminal(sys.stdout) else len(text) * 2
    wrap(text, 0, len(text), cells, lines)
    for start, end in zip(lines.starts, lines.ends, strict=True):
        yield list(_marked(text, start, end, marks))


def _marked(text: str, start: int, end: int, marks: Marks) -> Iterator[str]:
    """Yield the pieces of text[start:end], those that matched bold."""
    for first, last in marks:
        if last <= start or first >= end:
            continue
        begin, stop = max(first, start), min(last, end)
        yield text[start:begin]
        yield output.Bold(text[begin:stop])
        start = stop
    yield text[start:end]
