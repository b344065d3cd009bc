"""Front matter whose values are JSON: still YAML, but read in microseconds without a YAML parser.

Every `key: value` stands on one line. What a hand edit made of it (plain scalars, block lists,
comments) is read entry by entry with the guarded YAML of `careader.library.frontmatter`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

FENCE = "---"

# A value at an offset, without the slicing and the regular expressions of `raw_decode`.
_scan_json = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
_ENTRY = re.compile(r'^("(?:[^"\\\n]|\\.)*"|[^\s#"\'-][^:\n]*?)[ \t]*:(?=\s|$)', re.MULTILINE)
# Legal in JSON, but YAML forbids them, breaks lines at them, or a terminal obeys them.
_FRAGILE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class HeaderError(ValueError):
    """A file cannot be read as front matter and body; the message says why in a few words."""


def dump(values: Mapping[str, object], body: str) -> bytes:
    """Return front matter and body as UTF-8. Lone surrogates, which are not text, become U+FFFD."""
    lines = [FENCE, *(f"{_key(key)}: {_json(value)}" for key, value in values.items()), FENCE]
    text = "\n".join(lines) + "\n" + (body + "\n" if body else "")
    return _LONE_SURROGATE.sub("\ufffd", text).encode()


def parse(text: str) -> tuple[dict[str, object], str, str]:
    """Return the values, the body and a doubt (empty when there is none).

    Raises HeaderError when there is no front matter, it is not closed or it cannot be read.
    """
    text = text.removeprefix("\ufeff")
    if text.startswith(FENCE + "\r\n"):  # an editor or git on Windows rewrote every line end
        text = text.replace("\r\n", "\n")
    if not text.startswith(FENCE + "\n"):
        raise HeaderError("has no front matter" if text.strip() else "is empty")
    fast = _scan(text)
    if fast is not None:
        (values, start), doubt = fast, ""
    else:
        end, start = _closing_fence(text)
        values, doubt = _entries(text[len(FENCE) + 1 : end])
    if text.find("\\u", 0, start) >= 0:
        values = {key: _without_surrogates(value) for key, value in values.items()}
    return values, _body(text, start), doubt


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _json(key)


def _json(value: object) -> str:
    encoded = _LONE_SURROGATE.sub("\ufffd", _encode(value))
    return _FRAGILE.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def _without_surrogates(value: object) -> object:
    """JSON can spell half a character, which no file and no terminal takes."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    return value


def _body(text: str, start: int) -> str:
    return text[start:].removesuffix("\n")


def _scan(text: str) -> tuple[dict[str, object], int] | None:
    """Return values and the body's start of a header as `dump` writes it; None for any other."""
    values: dict[str, object] = {}
    position = len(FENCE) + 1
    try:
        while (first := text[position]) != "-":
            if first == '"':
                key, colon = _scan_json(text, position)
                if not text.startswith(": ", colon):
                    return None
            else:
                colon = text.index(": ", position)
                key = text[position:colon]
                # The first test is the quick one: the keys of careader all pass it.
                if not key.isidentifier() and not _PLAIN_KEY.fullmatch(key):
                    return None
            values[key], position = _scan_json(text, colon + 2)
            if text[position] != "\n":
                return None
            position += 1
    except (StopIteration, ValueError, IndexError, RecursionError):
        return None
    end = position + len(FENCE)
    if text[position:end] != FENCE or text[end : end + 1] not in ("", "\n"):
        return None
    return values, min(end + 1, len(text))


def _closing_fence(text: str) -> tuple[int, int]:
    """Return where the header ends and where the body starts."""
    match = re.compile(r"^---[ \t]*$\n?", re.MULTILINE).search(text, len(FENCE) + 1)
    if match is None:
        raise HeaderError("its front matter is not closed: the file was cut off")
    return match.span()


def _entries(header: str) -> tuple[dict[str, object], str]:
    values: dict[str, object] = {}
    doubts = []
    for key, value, entry in _split(header):
        try:
            values[key] = json.loads(value)
        except (ValueError, RecursionError):
            read, doubt = _yaml(key, entry)
            values.update(read)
            doubts += [doubt] if doubt else []
    return values, "; ".join(doubts)


def _split(header: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and all lines of every entry at the top of a header."""
    starts = list(_ENTRY.finditer(header))
    before = header[: starts[0].start()] if starts else header
    if any(line.strip() and not line.lstrip().startswith("#") for line in before.split("\n")):
        raise HeaderError("its front matter cannot be read")
    ends = [match.start() for match in starts[1:]] + [len(header)]
    for match, end in zip(starts, ends, strict=True):
        yield _plain(match[1]), header[match.end() : end], header[match.start() : end]


def _plain(key: str) -> str:
    return str(json.loads(key)) if key.startswith('"') else key.strip()


def _yaml(key: str, entry: str) -> tuple[dict[str, object], str]:
    # Imported here: reading YAML takes tens of milliseconds to import and only hand edits need it.
    from careader.library import frontmatter

    values, doubt = frontmatter.parse(entry)
    if not values:
        raise HeaderError(f"its front matter cannot be read at “{key}”")
    return dict(values), doubt or ""
