"""Reading an XML file into its text and its tree, safely: no entity, no type declaration, no network."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from mandategraph.loaders.errors import SourceError
from mandategraph.loaders.text.source import Source, read_bytes

SUFFIX = ".xml"
"""The suffix of the files that are read as Akoma Ntoso."""

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ROOT = "akomaNtoso"
_BEGINNINGS = (b"<?xml", b"<akomaNtoso")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_HEAD = 200
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Tree:
    """An Akoma Ntoso file as read: `source` whose text is all text of the XML in order, and the root element."""

    source: Source
    root: etree._Element


def is_akn(path: Path) -> bool:
    """Whether a file is to be read as Akoma Ntoso: it is named or begins like XML."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(_HEAD).lstrip(_BLANK).startswith(_BEGINNINGS)
    except (OSError, ValueError):
        return False


def read(path: Path) -> Tree:
    """The tree and text of the file at `path`; raises `SourceError` if it is no well-formed Akoma Ntoso."""
    data = read_bytes(path)
    if not data.strip(_BLANK):
        raise SourceError(str(path), "is empty")
    tree = _parsed(data, str(path))
    root = tree.getroot()
    _check(tree, root, str(path))
    text = "".join(root.itertext())
    if not text.strip():
        raise SourceError(str(path), "is empty: its XML holds no text")
    encoding = (tree.docinfo.encoding or "utf-8").lower()
    return Tree(Source(str(path), hashlib.sha256(data).hexdigest(), encoding, text), root)


def _parsed(data: bytes, path: str) -> etree._ElementTree:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.parse(BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg or "no element").split()).split(", line ")[0]
        raise SourceError(path, f"line {error.lineno}: is not well-formed XML: {said[:_SHOWN]}") from error


def _check(tree: etree._ElementTree, root: etree._Element, path: str) -> None:
    """Raise `SourceError` if the tree is no Akoma Ntoso 3.0, or declares a document type and thus entities."""
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise SourceError(path, "line 1: declares a document type, and perhaps entities; save it without")
    name = etree.QName(root)
    if (name.namespace, name.localname) != (_NAMESPACE, _ROOT):
        raise SourceError(
            path, f"line {root.sourceline}: is XML but not Akoma Ntoso 3.0: its root is <{root.tag[:_SHOWN]}>"
        )
