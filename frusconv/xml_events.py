"""Reading XML as a stream: tags and text as they come, and a refusal of all that a document of ours cannot need.

Expat (in Python's library) is fast, does not keep what it has read, and takes the duplicate xml:ids of three official
volumes, which libxml2 refuses. It expands no entity here: a document type declaration ends the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from frusconv.errors import SourceError
from frusconv.model import Position, Source
from frusconv.pattern import Pattern

if TYPE_CHECKING:
    from frusconv.model import AnySource

TEI = "http://www.tei-c.org/ns/1.0"
# The second is how one volume has it.
FRUS = ("http://history.state.gov/frus/ns/1.0", "http://history.state.gov/ns/1.0")
XML = "http://www.w3.org/XML/1998/namespace"
# Real documents nest some 15 deep.
DEEPEST = 120
# Whole volumes have some 4 MB.
LARGEST_PART = 20_000_000
# A tag or a comment has to be read whole, and is looked at again with each step until it is.
LARGEST_TAG = 2_000_000
# How many bytes are read at a time.
STEP = 1 << 16
# What an address may consist of (RFC 3986, section 3), and its host: a name, perhaps behind a user, or an IPv6 number.
# Letters are those of ASCII, which `A-Z` is more than in a Pattern.
_CHARACTER = r"(?:[\x41-\x5a\x61-\x7a0-9._~!$&'()*+,;=-]|%[0-9\x41-\x46\x61-\x66]{2})"
_HOST = rf"(?:(?:{_CHARACTER}|:)*@)?(?:{_CHARACTER}*|\[[0-9\x41-\x46\x61-\x66:.]*\])(?::\d*)?(?=[/?#]|$)"
_URI = Pattern(
    rf"(?:[\x41-\x5a\x61-\x7a][\x41-\x5a\x61-\x7a0-9+.-]*:|(?![^/?#]*:))(?://{_HOST}|(?!//))"
    rf"(?:{_CHARACTER}|[:@/])*(?:\?(?:{_CHARACTER}|[:@/?])*)?(?:#(?:{_CHARACTER}|[:@/?])*)?"
)
_PREFIXES = {TEI: "", FRUS[0]: "frus:", FRUS[1]: "frus:", XML: "xml:"}


class Names(dict[str, str]):
    """Expat's names (`namespace local`) as prefixed ones: `p`, `frus:attachment`, `xml:id`.

    A name in a namespace that is neither TEI's nor the Office's stays as expat has it; one in none has a leading blank
    if it is an element's (`is_element`), and is an attribute's plain name otherwise.
    """

    def __init__(self, is_element: bool) -> None:
        self._is_element = is_element
        self.has_foreign = False

    def __missing__(self, name: str) -> str:
        namespace, blank, local = name.rpartition(" ")
        prefix = _PREFIXES.get(namespace) if blank else ("" if not self._is_element else None)
        known = name if prefix is None else prefix + local
        if prefix is None and not blank:
            known = f" {name}"
        self.has_foreign = self.has_foreign or " " in known
        self[name] = known
        return known


class XmlReader:
    """Reads one source. What is called gets names as expat has them; attributes are a list, names and values in turn.

    Raises SourceError with the place of what is wrong.
    """

    def __init__(self, source: AnySource) -> None:
        self.source = source
        # Text that is decoded already is handed over as UTF-8, whatever its XML declaration says.
        encoding = "utf-8" if isinstance(source, Source) else None
        self._expat = expat.ParserCreate(encoding, namespace_separator=" ")
        self._expat.ordered_attributes = True
        self._expat.buffer_text = True
        self._expat.buffer_size = STEP
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.StartNamespaceDeclHandler = self._check_namespace
        self._fed = 0

    def on(
        self,
        start: Callable[[str, list[str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
        other: Callable[[str, str], None] | None = None,
    ) -> None:
        """Set what is called at each start tag, end tag, piece of text, and comment or processing instruction."""
        self._expat.StartElementHandler = start
        self._expat.EndElementHandler = end
        if text:
            self._expat.CharacterDataHandler = text
        if other:
            self._expat.CommentHandler = lambda content: other("comment", content)
            self._expat.ProcessingInstructionHandler = lambda target, _: other("processing instruction", target)

    def without_text(self) -> None:
        """Call nothing at a piece of text any more, as before it was asked for."""
        self._expat.CharacterDataHandler = None

    @property
    def position(self) -> Position:
        """Where the reading is."""
        return Position(self._expat.CurrentLineNumber, self._expat.CurrentColumnNumber + 1)

    def on_namespaces(self, start: Callable[[str | None, str], None], end: Callable[[str | None], None]) -> None:
        """Set what is called before a start tag and after an end tag for each namespace that the tag declares."""

        def declared(prefix: str | None, name: str) -> None:
            self._check_namespace(prefix, name)
            start(prefix, name)

        self._expat.StartNamespaceDeclHandler = declared
        self._expat.EndNamespaceDeclHandler = end

    def on_declaration(self, told: Callable[[str | None], None]) -> None:
        """Set what is called with the encoding of the XML declaration."""
        self._expat.XmlDeclHandler = lambda _version, encoding, _alone: told(encoding)

    @property
    def offset(self) -> int:
        """How many bytes of the source stand before where the reading is."""
        return self._expat.CurrentByteIndex

    def steps(self, size: int = STEP) -> Iterator[bytes]:
        """Read on, `size` bytes at each step, to the end of the source, and yield what was read."""
        if isinstance(self.source, Source):
            text = self.source.text.removeprefix("\ufeff")
            for at in range(0, len(text), size):
                data = text[at : at + size].encode("utf-8", "surrogatepass")
                self._feed(data, is_last=False)
                yield data
        else:
            with self.source.open() as file:
                while chunk := file.read(size):
                    self._feed(chunk, is_last=False)
                    yield chunk
        self._feed(b"", is_last=True)
        yield b""

    def _feed(self, data: bytes, is_last: bool) -> None:
        self._fed += len(data)
        try:
            self._expat.Parse(data, is_last)
        except expat.ExpatError as error:
            self.fail(_told(error), error.lineno, error.offset + 1)
        except (ValueError, LookupError) as error:  # An encoding that Python does not know, or not for XML.
            self.fail(f"the XML cannot be decoded: {error}")

        if self._fed - self._expat.CurrentByteIndex > LARGEST_TAG:
            self.fail(f"a tag, comment or instruction of more than {LARGEST_TAG:,} bytes; no volume has any")

    def fail(self, message: str, line: int | None = None, column: int | None = None) -> NoReturn:
        """Raise SourceError for what is wrong at the place named, or where the reading is."""
        here = self.position
        raise SourceError(f"{self.source.name}:{line or here.line}:{column or here.column}: {message}") from None

    def _check_namespace(self, _: str | None, name: str | None) -> None:
        """Refuse a namespace that is no URI, for what is written with it could not be read again (RFC 3986)."""
        if name and not _URI.fullmatch(name):
            self.fail(f"the namespace `{name}` is no address; correct or remove it")

    def _refuse_doctype(self, *_: object) -> None:
        self.fail(
            "a document type declaration is refused, for its entities could read other files or fill the memory; "
            "remove it"
        )


def _told(error: expat.ExpatError) -> str:
    message = expat.ErrorString(error.code)
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return "the file ends before its last element does; it was cut off, or is empty"
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        return "an entity is used that XML does not define; write the character itself"
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        return "not well-formed XML: a bare & or <, or a byte that is not of the file's encoding"
    return f"not well-formed XML: {message}"
