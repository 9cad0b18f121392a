"""A .docx file → its parts as trees, read safely: no entity, no network, and no more than a document can need."""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from mandategraph.loaders.errors import SourceError

MAX_UNPACKED = 96 * 1024 * 1024
"""So many bytes of XML are unpacked. The XML of the longest UN document takes some forty million."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ENTRY = 1
_MAIN = "officeDocument"
_DOCUMENT = "document"
_KINDS = frozenset({"numbering", "styles", "footnotes", "endnotes", "header"})
_DAMAGES = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file: its `body`, and by kind and by the id of their relation those that belong to it."""

    body: etree._Element
    parts: Mapping[str, etree._Element]
    headers: Mapping[str, etree._Element]


def unpack(data: bytes, path: str) -> Package:
    """The parts of a Word file; raises `SourceError` if it is damaged, encrypted, none, or unpacks beyond measure."""
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_STREAM in data
        reason = "is encrypted; save it without its password" if encrypted else "is an old Word file; save it as .docx"
        raise SourceError(path, reason)
    if not data.startswith(b"PK"):
        raise SourceError(path, "is no Word file")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _Parts(archive, path).package()
    except _DAMAGES as error:
        raise SourceError(path, "is a damaged Word file") from error


@dataclass(slots=True)
class _Parts:
    """The parts of an open archive; `unpacked` counts the bytes that were taken out of it."""

    archive: ZipFile
    path: str
    unpacked: int = 0

    def package(self) -> Package:
        main = next((target for kind, _, target in self.relations("") if kind == _MAIN), "")
        if main not in self.archive.namelist():
            raise SourceError(self.path, "is no Word file: it has no main document")
        root = self.tree(main)
        body = next((child for child in root if local(child) == "body"), None)
        if local(root) != _DOCUMENT or body is None:
            raise SourceError(self.path, "is no Word file: its main part is no text")
        parts: dict[str, etree._Element] = {}
        headers: dict[str, etree._Element] = {}
        for kind, key, target in self.relations(main):
            if kind in _KINDS and target in self.archive.namelist():
                into, name = (headers, key) if kind == "header" else (parts, kind)
                into[name] = self.tree(target)
        return Package(body, parts, headers)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The kind, id and part of everything that a part, or with no part the file, is related to."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.archive.namelist():
            return
        for relation in self.tree(relations):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield posixpath.basename(relation.get("Type", "")), relation.get("Id", ""), target.lstrip("/")

    def tree(self, name: str) -> etree._Element:
        """The root of a part."""
        if self.archive.getinfo(name).flag_bits & _ENCRYPTED_ENTRY:
            raise SourceError(self.path, "is encrypted; save it without its password")
        with self.archive.open(name) as file:
            data = file.read(MAX_UNPACKED - self.unpacked + 1)
        self.unpacked += len(data)
        if self.unpacked > MAX_UNPACKED:
            raise SourceError(self.path, f"unpacks to more than {MAX_UNPACKED // 2**20} MiB; split it")
        return _root(data, name, self.path)


def _root(data: bytes, name: str, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.parse(BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, f"is a damaged Word file: {name} is not well-formed XML") from error
    if tree.docinfo.doctype:
        raise SourceError(path, f"declares a document type in {name}, as Word never does")
    return tree.getroot()


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which two versions of the format do not share."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute of an element by its name without namespace; none if it has none, or there is no element."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), None)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, of it the first child of the next, and so on; none if there is none."""
    for name in names:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element
