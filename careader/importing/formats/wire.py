"""What goes between the reader of files and its child: frames of bytes, extracts as JSON."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, fields
from typing import Any

from careader.importing.formats.limits import Limits
from careader.importing.model import Extract, Hints

HEADER = struct.Struct(">Q")
"""Before each frame: its length in bytes."""
_TUPLES = frozenset(("authors", "tags", "countries"))


def frame(payload: bytes) -> bytes:
    """Return a payload with its length before it."""
    return HEADER.pack(len(payload)) + payload


def ask(kind: str, name: str, limits: Limits) -> bytes:
    """Return the frame that says what the file in the next frame is."""
    return frame(json.dumps({"kind": kind, "name": name, "limits": asdict(limits)}).encode())


def asked(payload: bytes) -> tuple[str, str, Limits]:
    """Read what `ask` wrote."""
    said = json.loads(payload)
    return said["kind"], said["name"], Limits(**said["limits"])


def answer(extracts: list[Extract], *, restart: bool = False) -> bytes:
    """Return the payload with what came out of a file; `restart`: this child is worn out."""
    return json.dumps(
        {"extracts": [_plain(each) for each in extracts], "restart": restart}
    ).encode()


def refusal(message: str, *, restart: bool = False) -> bytes:
    """Return the payload that says why nothing came out."""
    return json.dumps({"failure": message, "restart": restart}).encode()


def _plain(extract: Extract) -> dict[str, Any]:
    told = {each.name: getattr(extract, each.name) for each in fields(extract)}
    return told | {"hints": asdict(extract.hints), "doubts": dict(extract.doubts)}


def extracts_of(told: dict[str, Any]) -> list[Extract]:
    """Read what `answer` wrote."""
    return [_extract(each) for each in told["extracts"]]


def _extract(told: dict[str, Any]) -> Extract:
    hints: dict[str, Any] = told["hints"]
    hints |= {key: tuple(hints[key]) for key in _TUPLES}
    return Extract(**told | {"hints": Hints(**hints)})
