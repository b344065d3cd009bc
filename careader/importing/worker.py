"""The process that reads documents: bytes in, articles out, so that no file can harm the import.

Started by `crew`.
"""

from __future__ import annotations

import pickle
from typing import BinaryIO

from careader.importing.convert import Converter
from careader.worker_process import answer, put


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until they end: the user's publications first, then names and bytes."""
    converter = Converter(pickle.load(requests))
    while True:
        try:
            name, data = pickle.load(requests)
        except EOFError:
            return
        put(converter.convert(name, data), answers)


def main() -> None:
    """Run as a process of its own."""
    answer(serve)
