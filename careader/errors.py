"""The errors careader raises on purpose: each is one clear line for the person who meets it."""


class CareaderError(Exception):
    """Something failed that a person can understand and mend.

    The message is one line: what happened, what is safe, what to do. The command line prints it
    on standard error and exits with status 1; the reader shows it in its status line.
    """


class UsageError(CareaderError):
    """The call itself is wrong; the command line exits with status 2."""


class LibraryError(CareaderError):
    """The library or one of its articles cannot be read or written."""


class ConfigError(CareaderError):
    """The configuration file cannot be read or holds a value that makes no sense."""


class SaveError(CareaderError):
    """What the reader wrote could not be made durable; it is still in memory and in the drafts."""
