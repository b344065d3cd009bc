"""A terminal reader for an archive of articles on Central Asia and the powers around it."""

__version__ = "0.1.0"
