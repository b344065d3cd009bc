"""How far two texts are apart, and one from the nearest stretch of another: Myers' bit vectors.

One integer holds a whole column of the table, so that Python's arithmetic does the work: a passage
of 400 characters against a window of 1,000 takes a millisecond (G. Myers, "A fast bit-vector
algorithm for approximate string matching", J. ACM 46, 1999; H. Hyyrö, 2003, for the global form).
"""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """Return the fewest insertions, deletions and substitutions that make one text the other."""
    if len(one) > len(other):
        one, other = other, one
    if not one:
        return len(other)
    score = len(one)
    mask, high, masks = _bits(one)
    plus, minus, get = mask, 0, masks.get
    for character in other:
        equal = get(character, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        up = minus | (~(horizontal | plus) & mask)
        down = plus & horizontal
        if up & high:
            score += 1
        elif down & high:
            score -= 1
        up = ((up << 1) | 1) & mask
        plus = ((down << 1) & mask) | (~(vertical | up) & mask)
        minus = up & vertical
    return score


def least(sought: str, text: str) -> int:
    """Return how far the nearest stretch of a text is from what is sought."""
    if not sought:
        return 0
    score = best = len(sought)
    mask, high, masks = _bits(sought)
    plus, minus, get = mask, 0, masks.get
    for character in text:
        equal = get(character, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        up = minus | (~(horizontal | plus) & mask)
        down = plus & horizontal
        if up & high:
            score += 1
        elif down & high:
            score -= 1
            best = min(best, score)
        up = (up << 1) & mask
        plus = ((down << 1) & mask) | (~(vertical | up) & mask)
        minus = up & vertical
    return best


def likeness(one: str, other: str) -> float:
    """Return 1 for equal texts, 0 for texts with nothing in common."""
    longer = max(len(one), len(other))
    if one == other:
        return 1.0
    return 1 - distance(one, other) / longer


def _bits(sought: str) -> tuple[int, int, dict[str, int]]:
    masks: dict[str, int] = {}
    for place, character in enumerate(sought):
        masks[character] = masks.get(character, 0) | (1 << place)
    return (1 << len(sought)) - 1, 1 << (len(sought) - 1), masks
