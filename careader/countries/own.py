"""The user's own entries, from `countries.yaml` in the config folder.

    TJ:
      names: [Tojikistoni Sovetī]
      people: [Pamiri]
      seats: []
      leaders: [Rustam Emomali]
      places: [Panj]
      companies: [Pamir Energy]
    stops: [Tajik Air Museum]

Forms in Cyrillic are declined as Russian names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

KINDS = {
    "names": "name",
    "people": "people",
    "seats": "seat",
    "leaders": "leader",
    "places": "place",
    "companies": "company",
}
"""The parts of an entry and the kind of form each holds, as in the hand-kept tables."""

Rows = tuple[tuple[str, str, str], ...]
"""(code, kind, form); code is empty for a stop phrase."""


def rows_of(entries: Mapping[str, object]) -> tuple[Rows, tuple[str, ...]]:
    """Return the forms in a parsed `countries.yaml`, and a line about each that makes no sense."""
    problems: list[str] = []
    rows: list[tuple[str, str, str]] = []
    for code, value in entries.items():
        if code == "stops":
            rows += [("", "stop", form) for form in _texts("stops", value, problems)]
        elif isinstance(value, Mapping):
            rows += _rows_of_country(str(code).upper(), value, problems)
        else:
            problems.append(f"{code}: not a mapping of {', '.join(KINDS)}")
    return tuple(rows), tuple(problems)


def _rows_of_country(
    code: str, parts: Mapping[str, object], problems: list[str]
) -> Iterator[tuple[str, str, str]]:
    if len(code) != 2 or not code.isalpha():
        problems.append(f"{code}: not a code of two letters (ISO 3166-1)")
        return
    for part, value in parts.items():
        if part not in KINDS:
            problems.append(f"{code}: {part} is not one of {', '.join(KINDS)}")
            continue
        for form in _texts(f"{code}.{part}", value, problems):
            yield code, KINDS[part], form


def _texts(where: str, value: object, problems: list[str]) -> list[str]:
    listed = value if isinstance(value, list | tuple) else [value]
    texts = [item.strip() for item in listed if isinstance(item, str) and item.strip()]
    if len(texts) != len(listed):
        problems.append(f"{where}: not a list of texts")
    return texts
