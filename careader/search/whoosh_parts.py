"""Everything of Whoosh that careader uses, named in one place.

Only half of Whoosh is annotated, so its classes are of type Any here. The names are those that
Whoosh, whoosh-reloaded and whoosh3 share.
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, formats, index, matching, reading, writing
from whoosh.codec import whoosh3
from whoosh.filedb import filestore

FieldType: Any = fields.FieldType
FileStorage: Any = filestore.FileStorage
Format: Any = formats.Format
ListMatcher: Any = getattr(matching, "ListMatcher")  # noqa: B009  (not in its __all__)
Schema: Any = fields.Schema
SegmentReader: Any = reading.SegmentReader
SegmentWriter: Any = writing.SegmentWriter
TermNotFound: Any = reading.TermNotFound
TOC: Any = index.TOC
W3Codec: Any = whoosh3.W3Codec
clean_files: Any = index.clean_files
