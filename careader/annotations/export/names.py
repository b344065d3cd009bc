"""Ids of highlights and articles as other programs want them: UUIDs and IRIs."""

from __future__ import annotations

import re
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID = re.compile(f"[0-7][{_ALPHABET}]{{25}}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def uuid_of(highlight_id: str) -> UUID:
    """Return the UUID of a highlight: a ULID's own 128 bits, a derived one for any other id."""
    if not _ULID.fullmatch(highlight_id):
        return uuid5(NAMESPACE_URL, f"urn:careader:highlight:{highlight_id}")
    value = 0
    for character in highlight_id:
        value = value << 5 | _ALPHABET.index(character)
    return UUID(int=value)


def ulid_of(uuid: UUID) -> str:
    """Return the ULID whose 128 bits a UUID has."""
    return "".join(_ALPHABET[uuid.int >> shift & 31] for shift in range(125, -5, -5))


def article_iri(article_id: str, url: str = "") -> str:
    """Return what names an article on the web: its URL where it has one."""
    return url if _IRI.fullmatch(url) else f"urn:careader:article:{quote(article_id, safe='')}"
