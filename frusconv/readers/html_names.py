"""What an element of a page is in TEI: by classes of the Office's site, of frusconv's own pages, or by its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frusconv.pattern import Pattern
from frusconv.readers.html_page import classes_of, has_class, site_name

if TYPE_CHECKING:
    from frusconv.readers.html_page import Tag

# Names beside those of TEI: what is left out, what only holds other things, a marker of a note, the heading of the
# list that follows, a paragraph that goes on behind a list, a row's group.
SKIPPED, PLAIN, MARKER, LIST_HEAD, CONTINUED = "-", "", "marker", "list-head", "continued"
NO_TEXT = frozenset(
    "script style noscript template svg math button input select textarea iframe object embed audio video canvas "
    "head link meta title hr map datalist dialog".split()
)
# What screen readers hear, what pops up, and the way back from a note.
_UNSEEN = ("sr-only", "visually-hidden", "popover", "tooltip", "fn-back", "note-number", "skip", "citation")
_TAGS = {
    "p": "p",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "li": "item",
    "dd": "item",
    "dt": "label",
    "table": "table",
    "caption": "head",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
    "figure": "figure",
    "figcaption": "p",
    "img": "graphic",
    "br": "lb",
    "a": "ref",
    "time": "date",
    "dfn": "term",
    "del": "del",
    "ins": "add",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
    **dict.fromkeys(("i", "em", "b", "strong", "u", "sub", "sup", "s", "strike"), "hi"),
}
_RENDS = {
    "i": "italic",
    "em": "italic",
    "b": "strong",
    "strong": "strong",
    "u": "underline",
    "sub": "sub",
    "sup": "superscript",
    "s": "strikethrough",
    "strike": "strikethrough",
}
# The site's rules for hi come in this order, whatever else changes.
_HI_RULES = {"1": "strong", "2": "italic", "3": "smallcaps"}
_P_RULES = {"1": "center", "2": "flushleft"}
_OWN = {
    "source-note": "note",
    "attachment": "frus:attachment",
    "page": "pb",
    "noteref": MARKER,
    "page-line": PLAIN,
    "table": PLAIN,
    "list-head": LIST_HEAD,
    "continued": CONTINUED,
    **{
        name: name
        for name in (
            "dateline seg signed salute opener closer postscript head placeName persName gloss unclear term date label "
            "graphic gap item row cell"
        ).split()
    },
}
_OWN_RENDS = frozenset(
    "smallcaps roman italic strong bold center right left flushleft sectiontitleital sectiontitlebold".split()
)
_PARAGRAPHS = frozenset(("p", "li"))
_NAME = Pattern(r"[A-Za-z][A-Za-z.-]*")
_RULE = Pattern(r"\btei-(?:hi|p)(\d+)\b")
_HIDDEN = Pattern(r"display\s*:\s*none")


def name_of(element: Tag, *, is_own: bool) -> str:
    """Return the TEI name of an element, or one of the names of this module; `is_own` is for frusconv's own pages."""
    tag = element.tag
    if not isinstance(tag, str) or tag in NO_TEXT or is_unseen(element):
        return SKIPPED
    if is_own:
        return _own_name(element, tag)
    named = site_name(element)
    if named is None:
        if (tag == "a" and has_class(element, "note")) or element.get("rel") == "footnote":
            return MARKER
        if has_class(element, "attachment"):
            return "frus:attachment"
        return PLAIN if tag == "p" and _is_in_paragraph(element) else _TAGS.get(tag, PLAIN)
    if has_class(element, "listHead") or (named == "list" and _TAGS.get(tag) == "head"):
        return LIST_HEAD
    return {"attachment": "frus:attachment", "ab": "p", "name": PLAIN, "title": PLAIN}.get(named, named)


def _is_in_paragraph(element: Tag) -> bool:
    parent = element.getparent()
    return parent is not None and site_name(parent) in ("dateline", "signed", "salute", "head")


def _own_name(element: Tag, tag: str) -> str:
    classes = classes_of(element)
    if tag in ("ul", "li", "table", "tr", "td", "th", "blockquote", "figure"):
        return PLAIN if "page-line" in classes else _TAGS[tag]
    for name in classes:
        if name in _OWN:
            return _OWN[name]
    if tag == "p":
        return "p"
    if classes and tag in ("div", "span") and not _OWN_RENDS.issuperset(classes) and _NAME.fullmatch(classes[0]):
        return classes[0].replace("frus-", "frus:")
    if classes and tag == "span":
        return "hi"
    return _TAGS.get(tag, PLAIN)


def is_unseen(element: Tag) -> bool:
    """Tell whether a browser shows nothing of an element, or it is no part of the text."""
    if element.get("hidden") is not None or element.get("role") == "doc-backlink" or has_class(element, *_UNSEEN):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def rend_of(element: Tag, *, is_own: bool) -> str:
    """Return how print sets what a `hi` holds."""
    tag = str(element.tag)
    if tag in _RENDS:
        return _RENDS[tag]
    classes = classes_of(element)
    if is_own:
        return " ".join(classes)
    for name in classes:
        if name.startswith("font-"):
            return name.removeprefix("font-")
    found = _RULE.search(element.get("class", ""))
    return _HI_RULES.get(found[1], "italic") if found else "italic"


def paragraph_rend(element: Tag, *, is_own: bool) -> str | None:
    """Return how print sets a paragraph, or None for the usual way."""
    classes = [name for name in classes_of(element) if name in _OWN_RENDS]
    if classes or is_own:
        return classes[0] if classes else None
    found = _RULE.search(element.get("class", ""))
    return _P_RULES.get(found[1]) if found else None
