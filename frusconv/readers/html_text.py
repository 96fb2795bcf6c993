"""The text of a page that names no parts of a document, in the layout that the reader of raw text knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from frusconv.pattern import Pattern
from frusconv.readers.html_names import NO_TEXT, is_unseen
from frusconv.readers.html_notes import fragment
from frusconv.readers.html_page import classes_of, line_of, text_in

if TYPE_CHECKING:
    from frusconv.readers.html_page import Tag

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CHROME = frozenset("nav aside form footer".split())
_CHROME_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar toolbar dialog".split())
_CHROME_CLASSES = frozenset(
    "breadcrumb breadcrumbs navbar nav sidebar menu pagination pager toc share sharing social cookie cookies banner "
    "advertisement related comments print-only masthead site-header site-footer mw-editsection".split()
)
_ENTRY_LISTS = frozenset("footnotes footnote notes endnotes references reflist doc-endnotes".split())
_MARKER = Pattern(r"[(\[]?(\d{1,3}|[*†‡§¶║]{1,3})[)\]]?")
_LABEL = Pattern(r"[(\[]?(\d{1,3}|[*†‡§¶║]{1,3})[)\].:]{0,2}\s+(?=\S)")
_BACK = Pattern(r"(?:↩︎?|↑|\^|⏎|[Bb]ack|[Rr]eturn)\s*")
_BLANKS = Pattern(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Links of a contents list or an index look as markers do; no document has as many notes.
_MOST_NOTES = 1000
_BREAK = "\x00"


class PageText(NamedTuple):
    """Text, and for each of its lines the line of the page that it comes from."""

    text: str
    lines: tuple[int, ...]


def main_part(root: Tag) -> Tag:
    """Return the element that holds what a page is about, as HTML and the custom of sites name it."""
    for names in (("main",), ("article",)):
        found = [element for element in root.iter(*names) if not _is_chrome(element)]
        if len(found) == 1:
            return found[0]
    for element in root.iter("div", "section", "td"):
        if element.get("role") == "main" or element.get("id") in ("content", "main", "main-content", "bodyContent"):
            return element
    return next(root.iter("body"), root)


def text_of(root: Tag) -> PageText:
    """Return the text of a page's part, with its notes at the end, by whatever way their markers lead to them."""
    walker = _Walker(_linked_notes(root))
    walker.walk(root)
    return walker.text()


def _is_chrome(element: Tag) -> bool:
    if element.tag in _CHROME or element.get("role") in _CHROME_ROLES:
        return True
    if element.tag == "header":
        parent = element.getparent()
        return parent is not None and parent.tag == "body"
    return element.tag not in ("body", "html") and not _CHROME_CLASSES.isdisjoint(classes_of(element))


class _Links(NamedTuple):
    """Links that are markers of notes, with the marker; blocks that are notes' texts, with theirs; and ways back."""

    markers: dict[Tag, str]
    entries: dict[Tag, str]
    backs: set[Tag]


def _linked_notes(root: Tag) -> _Links:
    """Find the notes: a link with a number or symbol for its text, to a place further down."""
    order, places = _places(root)
    markers: dict[Tag, str] = {}
    entries: dict[Tag, str] = {}
    backs: set[Tag] = set()
    for link in root.iter("a"):
        target = places.get(fragment(link.get("href")))
        text = _BLANKS.sub(" ", text_in(link)).strip()
        found = _MARKER.fullmatch(text)
        if target is None or order[target] < order[link]:
            # Back to the marker, or to the top of the page.
            if "#" in link.get("href", "") and (_BACK.fullmatch(text) or (found and target is not None)):
                backs.add(link)
        elif found:
            block = _block_of(target)
            if block is not root and entries.get(block, found[1]) == found[1]:
                markers[link] = entries[block] = found[1]
    if len(entries) > _MOST_NOTES:
        return _Links({}, {}, set())
    return _Links(markers, entries, {link for link in backs if _is_inside(link, entries)})


def _places(root: Tag) -> tuple[dict[Tag, int], dict[str, Tag]]:
    """Return the number of each element in the order of the page, and the elements by what links call them."""
    order: dict[Tag, int] = {}
    places: dict[str, Tag] = {}
    for at, element in enumerate(root.iter()):
        if isinstance(element.tag, str):
            order[element] = at
            for key in (element.get("id"), element.get("name")):
                if key:
                    places.setdefault(key, element)
    return order, places


def _is_inside(link: Tag, entries: dict[Tag, str]) -> bool:
    return any(around in entries for around in link.iterancestors())


def _block_of(element: Any) -> Any:
    while element.tag not in ("li", "p", "div", "td", "dd", "aside") and element.getparent() is not None:
        element = element.getparent()
    return element


class _Walker:
    """Goes through a tree without calling itself, so that no depth does harm."""

    def __init__(self, links: _Links) -> None:
        self._links = links
        self._blocks: list[tuple[str, int]] = []
        self._entries: list[tuple[str, str, int]] = []
        self._run: list[str] = []
        self._line = 0
        self._entry: Any = None
        self._label = ""
        self._prefix = ""
        self._lists: list[tuple[Any, int, bool]] = []
        self._preserved = 0

    def walk(self, root: Tag) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if element is not root and (self._is_left_out(element) or self._links.markers.get(element)):
                    self._mark(element)
                    walker.skip_subtree()
                else:
                    self._start(element)
                    self._line = self._line or line_of(element)
                    self._add(element.text)
            else:
                self._end(element)
                if element is not root and element.tail:
                    self._line = self._line or line_of(element)
                    self._add(element.tail)
        self._flush()

    def _is_left_out(self, element: Tag) -> bool:
        if not isinstance(element.tag, str) or element.tag in NO_TEXT or element in self._links.backs:
            return True
        return is_unseen(element) or _is_chrome(element)

    def _mark(self, element: Tag) -> None:
        """Add a marker as raised digits, which are taken for nothing else."""
        marker = self._links.markers.get(element)
        if marker:
            while self._run and not self._run[-1].strip(" \t\r\n"):
                self._run.pop()
            if self._run:
                self._run[-1] = self._run[-1].rstrip()
            self._run.append(marker.translate(_RAISED))

    def _start(self, element: Tag) -> None:
        tag = element.tag
        if tag == "br":
            self._run.append(_BREAK)
        if tag not in _BLOCKS or self._entry is not None:
            return
        if tag not in ("td", "th"):
            self._flush()
        if element in self._links.entries:
            self._entry, self._label = element, self._links.entries[element]
        elif tag in ("ul", "ol"):
            self._lists.append((element, _number(element.get("start"), 1) - 1, _is_note_list(element)))
        elif tag == "li" and self._lists:
            self._item(element)
        elif tag == "pre":
            self._preserved += 1

    def _item(self, element: Tag) -> None:
        holder, number, is_notes = self._lists[-1]
        number = _number(element.get("value"), number + 1)
        self._lists[-1] = holder, number, is_notes
        if is_notes:
            self._entry, self._label = element, str(number)
        else:
            self._prefix = "  • " if holder.tag == "ul" else f"{number}. "

    def _end(self, element: Tag) -> None:
        tag = element.tag
        if self._entry is not None:
            if element is self._entry:
                self._finish_entry()
            elif tag in _BLOCKS:
                self._run.append(" ")
        elif tag in ("td", "th"):
            self._run.append(" ")
        elif tag in _BLOCKS:
            self._flush()
        if tag == "pre" and self._preserved:
            self._preserved -= 1
        if self._lists and element is self._lists[-1][0]:
            self._lists.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._run.append(text.replace("\n", _BREAK) if self._preserved else text)

    def _taken(self) -> str:
        lines = _BLANKS.sub(" ", "".join(self._run)).split(_BREAK)
        self._run = []
        return "\n".join(line for line in (line.strip(" ") for line in lines) if line)

    def _flush(self) -> None:
        text = self._taken()
        if text:
            self._blocks.append((self._prefix + text, self._line))
        self._prefix, self._line = ("" if text else self._prefix), 0

    def _finish_entry(self) -> None:
        text = self._taken().replace("\n", " ")
        found = _LABEL.match(text)
        if found and found[1] == self._label:
            text = text[found.end() :]
        self._entries.append((self._label, text, self._line))
        self._entry, self._line = None, 0

    def text(self) -> PageText:
        """Return the blocks with blank lines between them, and right behind the last the notes."""
        lines: list[str] = []
        numbers: list[int] = []
        previous = ""
        for text, line in self._blocks:
            if lines and not (text[:4] == previous[:4] == "  • "):
                lines.append("")
                numbers.append(line)
            for part in text.split("\n"):
                lines.append(part)
                numbers.append(line)
            previous = text
        for label, text, line in self._entries:
            lines.append(f"  {label}. {text}")
            numbers.append(line)
        return PageText("\n".join(lines) + "\n", tuple(numbers))


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 4 else otherwise


def _is_note_list(element: Tag) -> bool:
    for around in (element, *element.iterancestors("div", "section", "ol")):
        if around.get("role") in _ENTRY_LISTS or not _ENTRY_LISTS.isdisjoint(classes_of(around)):
            return element.tag == "ol"
    return False
