"""`careader list`: the articles, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from careader.cli import options, output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.searching import find, say_nothing_found, update_index, word_count
from careader.cli.session import open_workspace
from careader.cli.shapes import row_shape
from careader.cli.tables import counted, print_table
from careader.model import Article, SearchRequest, Sort
from careader.workspace import Workspace


@careader_command("list", epilog=options.SYNTAX)
@options.asked
@json_option
def command(request: SearchRequest, as_json: bool) -> None:
    """List the articles, newest first: id, date, title, publication.

    With a QUERY or filters only the articles found.
    """
    workspace = open_workspace(library_of_call())
    articles = _found(workspace, replace(request, sort=Sort.DATE))
    if as_json:
        if request.empty:
            update_index(workspace)
        output.json_document(
            [
                row_shape(each, workspace.about(each), word_count(workspace, each.id))
                for each in articles
            ]
        )
        return
    print_table([(each.id, each.date, each.title, each.publication) for each in articles])
    output.conclude(counted(len(articles), "article"))


def _found(workspace: Workspace, request: SearchRequest) -> Sequence[Article]:
    """Return the articles a request asks for; all of them without opening the index."""
    if request.empty:
        return workspace.catalogue
    results = find(workspace, request)
    if not results.total:
        say_nothing_found(results)
    return [results.article(place) for place in range(results.total)]
