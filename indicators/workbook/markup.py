"""XML of a workbook's parts, read as it comes: elements by their bare name, no DTD, no entities."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.parsers import expat

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of a workbook's own elements: transitional and strict."""
RELATIONS: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KNOWN: Final = {space: f"{space} " for space in (*MAIN, *RELATIONS)}

Attributes = dict[str, str]


class Broken(Exception):
    """The XML is not well-formed, or holds a document type."""


class Markup:
    """A parser that is fed; elements of other namespaces are passed over with ``other=``."""

    def __init__(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        names: dict[str, str] = {}

        def begun(name: str, attributes: Attributes) -> None:
            bare = names.get(name)
            if bare is None:
                bare = names[name] = bare_name(name)
            if bare:
                start(bare, attributes)

        def ended(name: str) -> None:
            if bare := names[name]:
                end(bare)

        def refused(*_: object) -> None:
            raise Broken("a document type")

        parser.StartElementHandler = begun
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refused
        parser.EntityDeclHandler = refused

    def feed(self, piece: bytes | str, *, last: bool = False) -> None:
        """Broken where it is no XML."""
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError) as problem:
            raise Broken(str(problem)) from problem


def bare_name(name: str) -> str:
    """The name without its namespace; empty for one of a foreign namespace."""
    space, found, bare = name.rpartition(" ")
    return bare if not found or space in _KNOWN else ""


def relation(attributes: Attributes, name: str) -> str:
    """An attribute of the relationships' namespace, as ``r:id``."""
    for space in RELATIONS:
        if (value := attributes.get(f"{space} {name}")) is not None:
            return value
    return ""


def elements(pieces: Iterable[bytes]) -> Iterator[tuple[str, Attributes]]:
    """Every element of a small part as it begins: for lists that are flat, as relationships."""
    found: list[tuple[str, Attributes]] = []
    markup = Markup(lambda name, attributes: found.append((name, attributes)), lambda _: None)
    for piece in pieces:
        markup.feed(piece)
        yield from found
        found.clear()
    markup.feed(b"", last=True)


def true(attributes: Attributes, name: str) -> bool:
    return attributes.get(name, "0") in ("1", "true")
