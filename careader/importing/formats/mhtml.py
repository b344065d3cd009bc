"""MHTML: a page saved with all its parts as one message; mail with a text part too."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any

from careader.importing.formats.decode import decode
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.html import page
from careader.importing.formats.limits import Limits
from careader.importing.model import Extract, Hints
from careader.text.clean import clean_line

_MAX_PARTS = 2_000


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return the article of the first HTML part, or the first text part when there is none."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    parts = _parts(message)
    subject = _header(message, "Subject")
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return [
                _titled(_page(name, part, _header(message, "Snapshot-Content-Location")), subject)
            ]
    for part in parts:
        if part.get_content_type() == "text/plain":
            decoded = decode(_payload(part), declared=_charset(part))
            hints = Hints(title=subject)
            return [Extract(name=name, format="mhtml", body=decoded.text, hints=hints, plain=True)]
    raise ImportFailure("a message without a page or text in it")


def _parts(message: Message[Any, Any]) -> list[Message[Any, Any]]:
    """Return a message's parts in their order, without the recursion of `walk`."""
    found: list[Message[Any, Any]] = []
    waiting = [message]
    while waiting and len(found) < _MAX_PARTS:
        part = waiting.pop(0)
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            waiting = [each for each in inner if isinstance(each, Message)] + waiting
        else:
            found.append(part)
    return found


def _page(name: str, part: Message[Any, Any], location: str) -> Extract:
    decoded = decode(_payload(part), declared=_charset(part))
    extract = page(
        name, decoded.text, kind="mhtml", url=location or _header(part, "Content-Location")
    )
    if not decoded.doubt:
        return extract
    return replace(extract, doubts={"body": decoded.doubt, **extract.doubts})


def _payload(part: Message[Any, Any]) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise ImportFailure("damaged: the page in the message is empty")
    return payload


def _charset(part: Message[Any, Any]) -> str:
    charset = part.get_param("charset", "")
    return charset if isinstance(charset, str) else ""


def _header(part: Message[Any, Any], name: str) -> str:
    try:
        return clean_line(str(part.get(name, "")))
    except (ValueError, IndexError, AttributeError, TypeError):  # email's parser on damaged headers
        return ""


def _titled(extract: Extract, subject: str) -> Extract:
    if extract.hints.title or not subject:
        return extract
    return replace(extract, hints=replace(extract.hints, title=subject))
