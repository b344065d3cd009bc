"""Regions of a Markdown file that careader keeps up to date; all around them is the user's own.

A region lies between two comments, which no Markdown program shows. The first names a highlight
(or, for a heading, an article) and has a fingerprint of what careader wrote there: a region that
somebody changed by hand does not fit it any more, and is theirs.

    <!-- careader 01JD… 1a2b3c4d -->
    > The passage.

    ^01JD…

    — amina · 2026-11-21 · yellow
    <!-- /careader -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

_END = "<!-- /careader -->"
_REGION = re.compile(
    r"^<!-- careader (?P<kind>article )?(?P<name>\S+) (?P<print>[0-9a-f]{8}) -->\n"
    r"(?P<body>(?:(?!^<!-- /?careader ).)*?)^<!-- /careader -->[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_INSIDE = re.compile(r"<!--(?=\s*/?careader\b)")


@dataclass(frozen=True, slots=True)
class Region:
    """A region as a file has it. Offsets are code points of the file's text."""

    name: str
    """The highlight's id; of a heading, the article's."""
    is_heading: bool
    body: str
    """What stands between the comments, ending a line."""
    start: int
    end: int
    own: bool
    """Whether it is as careader wrote it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A region to be written."""

    name: str
    article: str
    body: str
    is_heading: bool = False

    @property
    def text(self) -> str:
        """The region with its comments, without the line end that closes it."""
        body = _INSIDE.sub("<!-- ", self.body.rstrip("\n")) + "\n"
        kind = "article " if self.is_heading else ""
        name = quote(self.name, safe="~+/:")
        return f"<!-- careader {kind}{name} {fingerprint(body)} -->\n{body}{_END}"


@dataclass(frozen=True, slots=True)
class Updated:
    """A file brought up to date."""

    text: str
    changed: int
    """Regions that say something else now."""
    added: int
    """Passages that were not in the file."""
    edited: tuple[str, ...]
    """Highlights whose regions were changed by hand and are left as they are."""


def fingerprint(body: str) -> str:
    """Return what tells whether a region was changed by hand: blanks at line ends do not count."""
    lines = (line.rstrip() for line in body.strip().splitlines())
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def regions(text: str) -> Iterator[Region]:
    r"""Yield the regions of a file's text (line ends `\\n`), in order."""
    for match in _REGION.finditer(text):
        own = fingerprint(match["body"]) == match["print"]
        name = unquote(match["name"])
        yield Region(name, bool(match["kind"]), match["body"], *match.span(), own)


def update(text: str, parts: Sequence[Part]) -> Updated:
    """Bring a file up to date: regions it has are written anew, others come after their article's.

    What is not in `parts`, and every character outside the regions, stays as it is.
    """
    known = {(each.name, each.is_heading): each for each in regions(text)}
    edits: list[tuple[int, int, str]] = []
    edited: list[str] = []
    for part in parts:
        region = known.get((part.name, part.is_heading))
        if region is not None and not region.own:
            edited.append(part.name)
        elif region is not None:
            edits.append((region.start, region.end, part.text))
    changed = sum(text[start:end] != new for start, end, new in edits)
    new = list(_insertions(text, parts, known))
    added = sum(not part.is_heading for _, part in new)
    edits += [(at, at, _set_apart(text, at, part)) for at, part in new]
    return Updated(_applied(text, edits), changed, added, tuple(edited))


def _insertions(
    text: str, parts: Sequence[Part], known: Mapping[tuple[str, bool], Region]
) -> Iterator[tuple[int, Part]]:
    """Yield each part that is not in the file with where it goes: after the one before it."""
    ends: dict[str, int] = {}
    for part in parts:
        region = known.get((part.name, part.is_heading))
        if region is not None:
            ends[part.article] = region.end
            continue
        later = any(
            (each.name, each.is_heading) in known for each in parts if each.article == part.article
        )
        if part.is_heading and later:
            continue  # the user has the passages without the heading: it was taken out
        yield ends.setdefault(part.article, len(text)), part


def _set_apart(text: str, at: int, part: Part) -> str:
    if at < len(text):
        return f"\n\n{part.text}"
    before = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return f"{before}{part.text}\n"


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Return the text with edits that do not overlap; several at one place stay in their order."""
    pieces, done = [], 0
    at_end: list[str] = []
    for start, end, new in sorted(edits, key=lambda each: each[:2]):
        if start == end == len(text):
            at_end.append(new if not at_end else "\n" + new.lstrip("\n"))
            continue
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:], *at_end])
