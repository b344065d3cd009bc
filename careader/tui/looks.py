"""Which styles make one look where highlights, hits, selection and caret lie on one another.

What lies on what, with colours: the selection under the caret, hits under it, highlights under
them. A highlight of one's own is a background, one of a colleague an underline, a doubtful one in
italics; a hit in a highlight turns the highlight's two colours round. Without colours the same
things are told by underline, italics, double underline and reverse (`palette.py`). Whatever is
combined, `tests/unit/tui/test_looks.py` holds that no two combinations look the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from careader.colors import known_color
from careader.model import AnchorState, PlacedHighlight

HITS = ("hit", "hit-current")
_LAID_OVER = ("check", "current", "selection", "caret", *HITS)


def roles_of(placed: PlacedHighlight, *, own: str, current: str) -> list[str]:
    """Return the roles of a highlight as `own` sees it; `current` is the id of the one meant."""
    color = known_color(placed.highlight.color)
    roles = [f"theirs-{color}" if is_colleagues(placed, own) else f"mark-{color}"]
    if placed.state is AnchorState.CHECK:
        roles.append("check")
    if placed.highlight.id == current:
        roles.append("current")
    return roles


def is_colleagues(placed: PlacedHighlight, own: str) -> bool:
    """Say whether a highlight is another reader's."""
    return placed.highlight.reader not in ("", own)


def combined(names: Sequence[str]) -> tuple[str, ...]:
    """Return the roles of the palette to lay over one another for what lies on a stretch of text.

    `names` are roles in the order they lie: markup first, then `mark-…`, `theirs-…`, `check`,
    `current`, `hit` or `hit-current`, `selection`, `caret`; of two colours the last is seen.
    """
    if not names:
        return ()
    own = _last(names, "mark-")
    theirs = _last(names, "theirs-")
    hit = next((each for each in reversed(names) if each in HITS), "")
    laid = [each for each in names if each not in _LAID_OVER and each not in _marks(names)]
    over = _selected if "selection" in names else _unselected
    laid += over(own, theirs, hit)
    laid += [each for each in ("check", "current") if each in names]
    if "caret" in names:
        reversed_below = ("selection" in names) != bool(hit)
        laid.append("caret-on-reversed" if reversed_below else "caret")
    return tuple(laid)


def _unselected(own: str, theirs: str, hit: str) -> list[str]:
    found = [f"{own}-{hit}" if own and hit else own or hit]
    if theirs:
        found.append("theirs" if found[0] else theirs)
    return [each for each in found if each]


def _selected(own: str, theirs: str, hit: str) -> list[str]:
    found = ["selection"]
    found += ["selected-mark"] if own else []
    found += ["theirs"] if theirs else []
    return [*found, f"selected-{hit}"] if hit else found


def _marks(names: Sequence[str]) -> list[str]:
    return [each for each in names if each.startswith(("mark-", "theirs-"))]


def _last(names: Sequence[str], prefix: str) -> str:
    return next((each for each in reversed(names) if each.startswith(prefix)), "")
