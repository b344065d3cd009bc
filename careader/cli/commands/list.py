"""`careader list`: the articles, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from careader.cli import options, output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.searching import find, request_of, say_nothing_found, update_index, word_count
from careader.cli.session import open_workspace
from careader.cli.shapes import row_shape
from careader.cli.tables import counted, print_table
from careader.model import Article, SearchRequest, Sort
from careader.workspace import Workspace


@careader_command("list", epilog=options.SYNTAX)
@options.query_argument()
@options.about_option
@options.country_option
@options.any_option
@options.from_option
@options.to_option
@json_option
def command(
    query: str,
    about: tuple[str, ...],
    country: tuple[str, ...],
    any_of: bool,
    date_from: str,
    date_to: str,
    as_json: bool,
) -> None:
    """List the articles, newest first: id, date, title, publication.

    With a QUERY or filters only the articles found.
    """
    request = request_of(
        query,
        about=about,
        country=country,
        any_of=any_of,
        date_from=date_from,
        date_to=date_to,
        sort=Sort.DATE,
    )
    workspace = open_workspace(library_of_call())
    articles = _found(workspace, request)
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
