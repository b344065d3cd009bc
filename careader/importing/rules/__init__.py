"""The rules of importing: metadata and structure of a text, found line by line."""

from careader.importing.rules.articles import articles_of
from careader.importing.rules.profiles import Profiles

__all__ = ["Profiles", "articles_of"]
