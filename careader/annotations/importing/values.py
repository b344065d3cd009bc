"""Values of other programs' files: JSON, times, colours, offsets, with nothing taken on trust."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from careader.config import COLORS

_COLORS = {
    "red": "pink",
    "rose": "pink",
    "olive": "green",
    "cyan": "blue",
    "violet": "purple",
    "gray": "yellow",
    "grey": "yellow",
}


@lru_cache(maxsize=1)  # every format looks at the same document
def json_of(text: str) -> Any:
    """Return a JSON document, None when the text is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def text_of(value: object) -> str:
    """Return a text, or the first of a list of texts; empty for anything else."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a list, or the one text; each once and none empty."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, (text_of(each).strip() for each in values))))


def mapping_of(value: object) -> Mapping[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def mappings_of(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, or the one object."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each


def number_of(value: object) -> int:
    """Return a number that is not negative, 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        return max(0, min(int(value), 2**53))
    except (ValueError, OverflowError):
        return 0


def moment_of(value: object) -> str:
    """Return a time as highlights keep it: UTC, ISO 8601 with `Z`, milliseconds.

    Takes ISO 8601 with or without a zone (UTC then) and seconds of the epoch; empty for any other.
    """
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _written(datetime.fromtimestamp(value, UTC))
        moment = datetime.fromisoformat(text_of(value).strip())
    except (ValueError, OverflowError, OSError):
        return ""
    return _written(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _written(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def color_of(name: object) -> str:
    """Return the colour of ours that is nearest to a colour's name, empty for none."""
    color = text_of(name).strip().casefold()
    color = _COLORS.get(color, color)
    return color if color in COLORS else ""


def code_points(text: str, units: int) -> int:
    """Return the offset in code points of an offset in UTF-16 code units."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
