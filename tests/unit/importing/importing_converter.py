"""A stand-in for formats and rules: documents whose first line says what becomes of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from importing_shelf import article

from careader.importing.convert import Converter
from careader.importing.formats import ImportFailure
from careader.importing.model import ImportedArticle


class FakeConverter(Converter):
    """Reads `article N`, `garbage`, `fault`, `crash` and `hang`, and the rest as a body."""

    def _articles(self, name: str, data: bytes) -> Iterator[tuple[str, ImportedArticle]]:
        word, _, rest = data.decode().partition(" ")
        match word:
            case "article":
                for number in rest.split():
                    yield "text", article(int(number))
            case "garbage":
                raise ImportFailure("a picture: there is no text in it")
            case "fault":
                raise ZeroDivisionError("an \x1b[31merror\nin two lines")
            case "crash":
                os._exit(1)
            case "hang":
                time.sleep(3600)
