"""Checking TEI while it is written: by the grammar, that ids are unique, and that pointers lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from frusconv.errors import InvalidResultError
from frusconv.model import Position
from frusconv.validation.grammar import GrammarChecker
from frusconv.validation.grammar.states import Keys
from frusconv.xml_events import Names

# So much of what goes straight to a pipe is held back until it is known to be right.
HELD = 1 << 20
_MOST = 3
# What the bundled schema refuses; it takes an empty paragraph, and looks that only the Office's lists lack.
_NOT_OF_A_SCHEMA = frozenset(("element-empty", "attribute-unlisted"))
_POINTERS = frozenset(("target", "corresp", "ref", "rendition"))


class Origin(NamedTuple):
    """Where a result comes from, for messages: the source's name, and whether it was TEI.

    TEI can point to what is not in the result, as from a document to its volume's list of persons.
    """

    name: str
    is_tei: bool = False


def checked(chunks: Iterable[bytes], origin: Origin, is_piped: bool = False) -> Iterator[bytes]:
    """Yield the chunks of a TEI file, which is checked as they go by.

    Raises InvalidResultError at its end if it is not valid. What `is_piped` cannot be taken back: a small result is
    held until it is known to be right, of a large one too much is gone then.
    """
    check = _Check(has_pointers=not origin.is_tei)
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        check.feed(chunk)
        size += len(chunk)
        if is_piped and size < HELD:
            held.append(chunk)
            continue
        yield from held
        held.clear()
        yield chunk
    wrong = check.ended()
    if wrong:
        raise InvalidResultError(_message(wrong, origin, is_piped and size >= HELD))
    yield from held


class _Wrong(NamedTuple):
    code: str
    message: str
    position: Position


class _Shape(NamedTuple):
    """The attributes of a tag: their names, and where in names and values in turn the id is, and pointers are."""

    names: Keys
    identifier: int
    pointers: tuple[int, ...]


class _Shapes(dict["tuple[str, ...] | str", _Shape]):
    """The shapes of tags by the names of their attributes as expat has them, of one alone by its name."""

    def __init__(self) -> None:
        self._names = Names(is_element=False)

    def __missing__(self, listed: tuple[str, ...] | str) -> _Shape:
        names = Keys(self._names[name] for name in ([listed] if isinstance(listed, str) else listed))
        identifier = names.index("xml:id") * 2 + 1 if "xml:id" in names else 0
        shape = _Shape(names, identifier, tuple(at * 2 + 1 for at, name in enumerate(names) if name in _POINTERS))
        self[listed] = shape
        return shape


# What is learned of names in one result serves the next, up to a limit.
_elements = Names(is_element=True)
_shapes = _Shapes()
_LARGEST = 2000


class _Check:
    """Reads a result, and keeps of it its ids, and the pointers that lead nowhere yet."""

    def __init__(self, has_pointers: bool) -> None:
        self._wrong: list[_Wrong] = []
        self._ids: set[str] = set()
        self._pointers: dict[str, Position] = {}
        self._is_whole: bool | None = None
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.ordered_attributes = True
        self._expat.buffer_text = True
        grammar = GrammarChecker(self._tell, self._listen)
        self._text = grammar.text
        self._expat.StartElementHandler = self._on_start(grammar, has_pointers)
        self._expat.EndElementHandler = grammar.end
        self._expat.CharacterDataHandler = grammar.text

    def feed(self, chunk: bytes) -> None:
        """See the next bytes."""
        if self._is_whole is None:
            self._is_whole = chunk.lstrip().startswith(b"<?xml")
        self._parse(chunk, is_last=False)

    def ended(self) -> list[_Wrong]:
        """Return what is wrong, when all has been seen."""
        self._parse(b"", is_last=True)
        for target, position in self._pointers.items():
            # What a div alone points to is in the header of the file that it will stand in.
            if target not in self._ids and self._is_whole:
                self._wrong.append(_Wrong("reference-missing", f"`#{target}` leads nowhere", position))
        return sorted(self._wrong, key=lambda wrong: wrong.position)

    def _parse(self, chunk: bytes, is_last: bool) -> None:
        try:
            self._expat.Parse(chunk, is_last)
        except expat.ExpatError as error:
            # Nothing is read behind it, and each further chunk would say the same.
            if not any(found.code == "xml" for found in self._wrong):
                message = f"not well-formed XML: {expat.ErrorString(error.code)}"
                self._wrong.append(_Wrong("xml", message, Position(error.lineno, error.offset + 1)))

    def _tell(self, code: str, message: str) -> None:
        if code not in _NOT_OF_A_SCHEMA:
            self._wrong.append(_Wrong(code, message, self._position))

    def _listen(self, hears: bool) -> None:
        self._expat.CharacterDataHandler = self._text if hears else None

    @property
    def _position(self) -> Position:
        return Position(self._expat.CurrentLineNumber, self._expat.CurrentColumnNumber + 1)

    def _on_start(self, grammar: GrammarChecker, has_pointers: bool) -> Callable[[str, list[str]], None]:
        """Return what is called for every start tag, which has what it needs bound once."""
        if len(_shapes) > _LARGEST or len(_elements) > _LARGEST:
            _shapes.clear()
            _elements.clear()
        begin, ids, elements, shapes = grammar.begin, self._ids, _elements, _shapes

        def start(name: str, listed: list[str]) -> None:
            if not listed:
                begin(elements[name], (), ())
                return
            names, identifier, pointers = shapes[listed[0] if len(listed) == 2 else tuple(listed[::2])]
            begin(elements[name], names, listed)
            if identifier:
                value = listed[identifier]
                if value in ids:
                    self._tell("id-duplicate", f"the id `{value}` stands there already")
                ids.add(value)
            if has_pointers:
                for at in pointers:
                    self._point(listed[at])

        return start

    def _point(self, value: str) -> None:
        """Remember what a pointer names that has not come yet."""
        for word in value.split():
            if word.startswith("#") and word[1:] not in self._ids:
                self._pointers.setdefault(word[1:], self._position)


def _message(wrong: list[_Wrong], origin: Origin, is_gone: bool) -> str:
    """Return what is told of a result that is not valid."""
    places = [f"line {row.position.line}, column {row.position.column}: {row.message} ({row.code})" for row in wrong]
    more = [f"and {len(wrong) - _MOST:,} more"] if len(wrong) > _MOST else []
    told = "; ".join([*places[:_MOST], *more])
    what = "its beginning was written already" if is_gone else "nothing was written"
    mend = (
        "the source has this already, and `frusconv validate` tells where; mend it, or write it all the same with "
        "--no-validate"
        if origin.is_tei
        else "this is a fault of frusconv, please report it; --no-validate writes the result all the same"
    )
    return f"{origin.name}: the TEI made of it is not valid, and {what}: {told}; {mend}"
