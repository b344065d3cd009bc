"""The process that reads documents: bytes in, articles out, so that no file can harm the import.

Started by `crew`, talked to in pickles over its standard input and output. It ends when its
standard input does, so it never outlives the import that started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import BinaryIO

from careader.importing.convert import Converter


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until they end: the user's publications first, then names and bytes."""
    converter = Converter(pickle.load(requests))
    while True:
        try:
            name, data = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(converter.convert(name, data), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def main() -> None:
    """Run as a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent; we end with it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may write between the answers
    try:
        serve(sys.stdin.buffer, answers)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
