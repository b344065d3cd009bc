"""`careader countries`: how many articles are about each country, in which pairs and years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from careader.cli import options, output
from careader.cli.crossings import matrix_table, pair_counts, year_counts, year_table
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.searching import find, say_nothing_found
from careader.cli.session import open_workspace
from careader.cli.tables import print_table
from careader.countries.names import groups, name_of
from careader.errors import UsageError
from careader.model import Facets, SearchRequest
from careader.search.results import Results

Counts = dict[str, dict[str, Any]]

_IN_MATRIX = 12
"""Countries of a matrix on a terminal of 80 cells."""


@careader_command("countries", epilog=options.SYNTAX)
@options.asked
@click.option("--groups", "of_groups", is_flag=True, help="Count regions and organisations.")
@click.option("--matrix", is_flag=True, help="Count the articles of every pair of countries.")
@click.option("--by", type=click.Choice(["year"]), help="Count the articles of every year.")
@click.option(
    "--mentions",
    is_flag=True,
    help="With --matrix and --by: by what articles mention, not what they are about.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Countries of the matrix, 0 for all; {_IN_MATRIX} unless --json.",
)
@json_option
def command(
    request: SearchRequest,
    of_groups: bool,
    matrix: bool,
    by: str | None,
    mentions: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Count the articles about each country, and those that mention it.

    With a QUERY or filters only the articles found. An article about a country counts as
    mentioning it. --by year counts all the articles found and, beside them, those of each
    country that is filtered by, whatever the other countries.
    """
    if matrix + bool(by) + of_groups > 1:
        raise UsageError("--groups, --matrix and --by are three different tables")
    results = find(open_workspace(library_of_call()), request)
    if not results.total and not as_json:
        say_nothing_found(results)
    elif matrix:
        _print_matrix(results, mentions, limit, as_json)
    elif by:
        typed = click.get_current_context().params
        places = tuple(dict.fromkeys((*typed["about"], *typed["country"])))
        mentions = mentions or bool(request.mentions and not request.about)
        _print_years(results, places, mentions, as_json)
    else:
        _print_counts(_group_counts if of_groups else _counts, results.facets, as_json)


def _print_matrix(results: Results, mentions: bool, limit: int | None, as_json: bool) -> None:
    crossings = results.crossings(mentioned=mentions)
    most = limit if limit is not None else None if as_json else _IN_MATRIX
    codes = list(crossings.counts)[: most or None]
    if as_json:
        output.json_document(pair_counts(crossings, codes))
    else:
        print_table(matrix_table(crossings, codes), right=range(2, len(codes) + 2))


def _print_years(results: Results, places: tuple[str, ...], mentions: bool, as_json: bool) -> None:
    counts = year_counts(results, places, mentions)
    if as_json:
        output.json_document(counts)
    else:
        print_table(year_table(counts, places), right=range(1, 2 + len(places)))


def _print_counts(count: Callable[[Facets], Counts], facets: Facets, as_json: bool) -> None:
    counts = count(facets)
    if as_json:
        output.json_document(counts)
        return
    rows = [
        (code, str(each["name"]), str(each["about"]), str(each["mentioned"]))
        for code, each in counts.items()
    ]
    print_table([("code", "country", "about", "mentioned"), *rows], right=(2, 3))


def _counts(facets: Facets) -> Counts:
    """Return name and counts of each country, those most written about first."""
    codes = {*facets.about, *facets.mentioned}
    ranked = sorted(
        codes, key=lambda code: (-facets.about.get(code, 0), -facets.mentioned.get(code, 0), code)
    )
    return {
        code: {
            "name": name_of(code),
            "about": facets.about.get(code, 0),
            "mentioned": facets.mentioned.get(code, 0),
        }
        for code in ranked
    }


def _group_counts(facets: Facets) -> Counts:
    """Return name, kind, counts and members of each group that the articles belong to."""
    return {
        group.key: {
            "name": group.name,
            "kind": group.kind,
            "about": facets.group_about.get(group.key, 0),
            "mentioned": facets.group_mentioned.get(group.key, 0),
            "members": list(group.members),
        }
        for group in groups()
        if group.key in facets.group_mentioned
    }
