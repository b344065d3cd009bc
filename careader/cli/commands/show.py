"""`careader show`: one article as plain text."""

from __future__ import annotations

import click

from careader.citation import long_date
from careader.cli import options, output
from careader.cli.articles import resolve
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.session import open_workspace
from careader.cli.shapes import article_shape
from careader.model import Article
from careader.text.layout import Layout
from careader.text.reading import ReadingText
from careader.text.wrap import Lines, wrap


@careader_command("show")
@click.argument("article_id", metavar="ID", shell_complete=options.complete_article)
@click.option(
    "--width",
    type=click.IntRange(min=20),
    metavar="N",
    help="Wrap to N cells; by default to the terminal's width, 100 at most.",
)
@json_option
def command(article_id: str, width: int | None, as_json: bool) -> None:
    """Print one article as plain text: title, byline, source and the text.

    The beginning of an ID will do where only one article begins so.
    """
    workspace = open_workspace(library_of_call())
    article, reading = workspace.read(resolve(workspace.catalogue, article_id))
    if as_json:
        output.json_document(article_shape(article, reading.text))
        return
    cells = width or output.columns()
    _print_head(article, cells)
    _print_text(reading, cells)


def _print_head(article: Article, cells: int) -> None:
    for text in _wrapped(article.title, cells):
        output.line(output.Bold(text))
    source = ", ".join(filter(None, (article.publication, long_date(article.date))))
    for part in (", ".join(article.authors), source, article.url):
        for text in _wrapped(part, cells):
            output.line(output.Dim(text))
    output.line()


def _wrapped(text: str, cells: int) -> list[str]:
    lines = Lines()
    if text:
        wrap(text, 0, len(text), cells, lines)
    return [text[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]


def _print_text(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    for index in range(layout.height):
        drawn = "".join(run.text for run in layout.runs(index))
        output.line((layout.line(index).prefix + drawn).rstrip())
