"""`careader countries`: how many articles are about each country, and how many mention it."""

from __future__ import annotations

from careader.cli import options, output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.searching import find, request_of, say_nothing_found
from careader.cli.session import open_workspace
from careader.cli.tables import print_table
from careader.countries.names import name_of
from careader.model import Facets


@careader_command("countries", epilog=options.SYNTAX)
@options.query_argument()
@json_option
def command(query: str, as_json: bool) -> None:
    """Count the articles about each country, and those that mention it.

    With a QUERY only the articles it finds. An article about a country counts as mentioning it.
    """
    results = find(open_workspace(library_of_call()), request_of(query))
    counts = _counts(results.facets)
    if as_json:
        output.json_document(counts)
        return
    if not results.total:
        say_nothing_found(results)
        return
    rows = [
        (code, str(each["name"]), str(each["about"]), str(each["mentioned"]))
        for code, each in counts.items()
    ]
    print_table([("code", "country", "about", "mentioned"), *rows], right=(2, 3))


def _counts(facets: Facets) -> dict[str, dict[str, str | int]]:
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
