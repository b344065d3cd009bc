"""A library: a folder of articles, opened, scanned, read and written."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from careader.errors import LibraryError
from careader.library import cache, disk
from careader.library.catalogue import Catalogue, article_of
from careader.library.edit import changed_file, new_file
from careader.library.ids import is_safe_id
from careader.library.scan import Report, read_whole, scan
from careader.library.source import MAX_SIZE, decode, describe, head_of, read_header
from careader.library.walk import ARTICLES, SUFFIXES, is_inside, shown_name
from careader.model import Article, Document
from careader.paths import has_gone
from careader.text.clean import clean, clean_line


class Library:
    """The articles under one root; its catalogue is kept in a cache folder that can be deleted."""

    def __init__(self, root: Path, cache_dir: Path) -> None:
        self.root = root
        self.cache_dir = cache_dir

    @classmethod
    def open(cls, root: Path, cache_dir: Path) -> Library:
        """Return the library at `root`; raises LibraryError where there is none to be read."""
        name = clean_line(str(root))
        try:
            _check_articles(root, name)
        except FileNotFoundError as error:
            raise LibraryError(
                f"there is no library at {name}: give its folder with --library"
            ) from error
        except OSError as error:
            raise LibraryError(f"the library at {name} cannot be read: {reason(error)}") from error
        return cls(root, cache_dir)

    @property
    def gone(self) -> bool:
        """Whether its articles are certainly not there any more: moved, deleted or unmounted."""
        return has_gone(self.root / ARTICLES)

    @cached_property
    def writable(self) -> bool:
        """Whether annotations can be kept in the library: asked of the system by making a file.

        Where there is an `annotations` folder it is that which has to take files (a team may
        share one in an archive that is otherwise read-only), else the root.
        """
        annotations = self.root / "annotations"
        return disk.can_create_in(annotations if os.path.isdir(annotations) else self.root)

    def catalogue(self) -> Catalogue | None:
        """Return the catalogue the last scan left, opening no article; None if there is none."""
        return cache.load(self.cache_dir)

    def scan(self, previous: Catalogue | None = None, progress: Report | None = None) -> Catalogue:
        """Return the catalogue of what is there now, and keep it for the next start.

        Opens only files whose size or time differ from `previous`, which is returned itself
        when nothing has changed. Files that are no articles or cannot be read are its
        `problems`. Raises LibraryError when the articles folder cannot be listed.
        """
        if previous is not None and self.gone:
            raise LibraryError(_gone(self.root))
        try:
            catalogue = scan(self.root, previous, progress)
        except OSError as error:
            raise LibraryError(
                f"the articles in {clean_line(str(self.root))} cannot be listed: {reason(error)}"
            ) from error
        if catalogue is not previous:
            cache.save(catalogue, self.cache_dir)
        return catalogue

    def read(self, article: Article) -> Document:
        """Return an article with its body; raises LibraryError when it is gone or unreadable.

        The document's article says what the file says now, under the id it was asked by.
        """
        data = self._bytes(article.path)
        text, strange = decode(data)
        _, cut, _ = read_header(text)
        return Document(
            article=_described(data, article, strange),
            markdown=clean(cut.body),
            digest=hashlib.sha256(data).hexdigest(),
        )

    def write(self, article: Article, markdown: str, *, expected: str | None = None) -> Article:
        """Write an article in one step and return it as it now is.

        With an empty `path` it is a new one and gets a path made from its id. In a file that
        exists, keys that careader does not know, the id, the mode and, where no field of the
        article differs, the whole header stay as they are.
        `expected` is the digest of the document that was read: if the file is another by now,
        LibraryError, and nothing is written. LibraryError too for every way it cannot be kept.
        """
        if not article.path:
            return self._write_new(article, markdown)
        before = self._bytes(article.path)
        if expected is not None and hashlib.sha256(before).hexdigest() != expected:
            raise LibraryError(f"{article.path} was changed meanwhile: read it again, then save")
        data = _encoded(changed_file(before, article, markdown), article.path)
        self._replace(self._file(article.path), data, article.path)
        return _described(data, article)

    def add(self, article: Article, markdown: str) -> Article:
        """Write a new article where its path says, in one step, and return it as it now is.

        Folders under `articles` are made. The file is synced, its folder is not: after a power cut
        the article is whole or not there. Raises LibraryError for every way it cannot be kept; its
        cause is a FileExistsError where something lies there already.
        """
        if not is_safe_id(article.id):
            raise LibraryError(f"“{clean_line(article.id)}” cannot name an article")
        data = _encoded(new_file(article, markdown), article.path)
        file = self._file(article.path)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            folder = PurePosixPath(article.path).parent
            raise LibraryError(f"{article.path} was not written: {folder} is no folder") from None
        except OSError as error:
            raise LibraryError(f"{article.path} was not written: {reason(error)}") from error
        self._replace(file, data, article.path, new=True, sync=disk.Sync.FILE)
        return _described(data, article)

    def _write_new(self, article: Article, markdown: str) -> Article:
        if not is_safe_id(article.id):
            raise LibraryError(f"“{clean_line(article.id)}” cannot name an article's file")
        path = f"{ARTICLES}/{article.id}.md"
        data = _encoded(new_file(article, markdown), path)
        self._replace(self.root / path, data, path, new=True)
        return _described(data, replace(article, path=path))

    def _replace(
        self,
        file: Path,
        data: bytes,
        path: str,
        *,
        new: bool = False,
        sync: disk.Sync = disk.Sync.ALL,
    ) -> None:
        try:
            disk.replace(file, data, new=new, sync=sync)
        except FileExistsError as error:
            raise LibraryError(f"{path} is there already: give the article another id") from error
        except OSError as error:
            raise LibraryError(f"{path} was not written: {reason(error)}") from error

    def _bytes(self, path: str) -> bytes:
        """Return the bytes of an article's file; raises LibraryError."""
        try:
            data = read_whole(str(self._file(path)))
        except FileNotFoundError as error:
            if self.gone:
                raise LibraryError(_gone(self.root)) from error
            raise LibraryError(f"{path} is gone: it was moved or deleted meanwhile") from error
        except OSError as error:
            raise LibraryError(f"{path} cannot be read: {reason(error)}") from error
        if len(data) > MAX_SIZE:
            raise LibraryError(f"{path} has grown past 20 MB and is not read")
        return data

    def _file(self, path: str) -> Path:
        """Return where an article lies; raises LibraryError for a path outside the library.

        The path is as it is shown (see `walk.Found`), so a name on disk may have more to it.
        """
        names = PurePosixPath(path).parts
        if names[:1] != (ARTICLES,) or ".." in names or not path.lower().endswith(SUFFIXES):
            raise LibraryError(f"{clean_line(path)} is not the path of an article")
        place = str(self.root)
        for name in names:
            place = _entry(place, name)
        real = os.path.realpath(place)
        if not is_inside(real, os.path.realpath(self.root)):
            raise LibraryError(f"{clean_line(path)} leads outside the library")
        return Path(real)


def _check_articles(root: Path, name: str) -> None:
    """Raise LibraryError or OSError unless a library's articles are inside it and can be listed."""
    articles = root / ARTICLES
    if not stat.S_ISDIR(os.stat(root).st_mode):
        raise LibraryError(f"{name} is not a folder: give a library's folder with --library")
    if not _is_folder(articles):
        raise LibraryError(f"{name} is no library: it has no folder “{ARTICLES}”; make one in it")
    if not is_inside(os.path.realpath(articles), os.path.realpath(root)):
        raise LibraryError(f"“{ARTICLES}” in {name} leads outside the library: move it there")
    with os.scandir(articles):
        pass


def _gone(root: Path) -> str:
    name = clean_line(str(root))
    return f"the library has gone from {name}: moved, deleted or unmounted; bring it back there"


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; unlike `Path.is_dir` it raises where that cannot be told."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except FileNotFoundError:
        return False


def _entry(folder: str, shown: str) -> str:
    """Return the path of the entry of a folder that is shown by that name."""
    direct = os.path.join(folder, shown)
    if os.path.lexists(direct) or not os.path.isdir(folder):
        return direct
    with os.scandir(folder) as entries:
        same = sorted(entry.path for entry in entries if shown_name(entry.name) == shown)
    return same[0] if same else direct


def _described(data: bytes, article: Article, strange: str | None = None) -> Article:
    """Return what a file says of its article, under the id and path the article goes by.

    Two doubts come from elsewhere: that another article has the same id, and (`strange`) that
    bytes past the head are not UTF-8.
    """
    record = describe(head_of(data), article.path)
    doubts = {"id": article.doubts.get("id"), "encoding": strange, **record.get("doubts", {})}
    if doubts := {key: what for key, what in doubts.items() if what}:
        record["doubts"] = doubts
    record["id"] = article.id
    return article_of(record)


def _encoded(text: str, path: str) -> bytes:
    data = text.encode("utf-8")
    if len(data) > MAX_SIZE:
        raise LibraryError(f"{path} would be larger than 20 MB and is not written")
    return data


def reason(error: OSError) -> str:
    """Say in a few words why the system refused, and what can be done where that is known."""
    hints = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your disk quota is used up",
        errno.EACCES: "you have no permission",
        errno.EPERM: "you have no permission",
        errno.EROFS: "the file system is read-only",
    }
    return hints.get(error.errno or 0, (error.strerror or str(error)).lower())
