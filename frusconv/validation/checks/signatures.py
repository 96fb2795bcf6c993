"""Closers and signatures: one block, a name in bold, and italics for what stands under it."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Chars, Node, Unit

_WORD = Pattern(r"\w")
_WITHHELD = Pattern(r"not\s+declassified")

_NAME = '<persName><hi rend="strong">Rupert Hentzau</hi></persName>'
_TITLE = '<lb/><hi rend="italic">Minister of War</hi>'


def _closer(signed: str, attributes: str = "", behind: str = "") -> str:
    return f"<p>The talks went on.</p><closer><signed{attributes}>{signed}</signed></closer>{behind}"


_RIGHT = _closer(_NAME)
_BOTH = f"{_NAME}, {_NAME.replace('Rupert Hentzau', 'Fritz Tarlen')}"
_LIST = f"<list><item>{_NAME}</item><item>{_NAME.replace('Rupert Hentzau', 'Fritz Tarlen')}</item></list>"
_SIGNERS = (
    f"<p>The talks went on.</p><closer><signed>{_NAME}</signed>"
    f"<signed>{_NAME.replace('Rupert Hentzau', 'Fritz Tarlen')}</signed></closer>"
)

RULES = (
    Rule(
        "signed-name",
        "warning",
        "Schematron",
        "A signature has no persName.",
        'Tag the name: `<persName><hi rend="strong">Rupert Hentzau</hi></persName>`.',
        "An error by the Office's rules of today (frus-signatures.sch); 38 of 100 signatures in volumes of 2015 are "
        "plain text or small capitals, so that it is only a warning here.",
        _closer("Rupert Hentzau"),
        _RIGHT,
    ),
    Rule(
        "signed-strong",
        "warning",
        "Schematron",
        "The name in a signature is not in bold.",
        'Put hi rend="strong" inside the persName.',
        "The Office's rules warn of it (frus-signatures.sch); names withheld are in italics instead.",
        _closer("<persName>Rupert Hentzau</persName>"),
        _RIGHT,
    ),
    Rule(
        "signed-lead",
        "warning",
        "Schematron",
        "Words without a tag stand in a signature before the name.",
        "Take them into the persName if they are part of the name; else put them in a p before the closer.",
        "The Office's rules warn of it (frus-signatures.sch).",
        _closer(f"For the Minister {_NAME}"),
        _RIGHT,
    ),
    Rule(
        "signed-tail",
        "warning",
        "Schematron",
        "Words behind the name in a signature are not in italics.",
        'Write `<lb/>` and hi rend="italic" around the title.',
        "An error by the Office's rules of today (frus-signatures.sch), which came after the volumes of 2015.",
        _closer(f"{_NAME}<lb/>Minister of War"),
        _closer(f"{_NAME}{_TITLE}"),
    ),
    Rule(
        "signed-break",
        "warning",
        "Schematron",
        "A title in italics follows the name in a signature without a line break, or a line break has no title.",
        "Write `<lb/>` between the name and its title, or take it out where nothing follows.",
        "An error by the Office's rules of today (frus-signatures.sch), which came after the volumes of 2015.",
        _closer(f"{_NAME}{_TITLE.replace('<lb/>', ' ')}"),
        _closer(f"{_NAME}{_TITLE}"),
    ),
    Rule(
        "signed-list",
        "warning",
        "Schematron",
        "A signature has several names in a row.",
        "Make a list of them, with an item for each: `<signed><list><item>…</item></list></signed>`.",
        "The Office's rules warn of it (frus-signatures.sch).",
        _closer(_BOTH),
        _closer(_LIST),
    ),
    Rule(
        "signed-affiliation",
        "warning",
        "Schematron",
        "A signature has an affiliation element.",
        'Write `<lb/><hi rend="italic">…</hi>` for it.',
        "The Office gave it up; its rules warn of it (frus-signatures.sch).",
        _closer(f'{_NAME}<lb/><hi rend="italic"><affiliation>Minister of War</affiliation></hi>'),
        _closer(f"{_NAME}{_TITLE}"),
    ),
    Rule(
        "signed-corresp",
        "error",
        "Schematron",
        "A signature has @corresp.",
        "Move it to the persName in the signature.",
        "It is the name that leads to the person (frus-signatures.sch).",
        _closer(_NAME, ' corresp="http://www.example.org/hentzau"'),
        _closer(_NAME.replace("<persName>", '<persName corresp="http://www.example.org/hentzau">')),
    ),
    Rule(
        "signed-several",
        "warning",
        "Schematron",
        "A closer has more than one signature.",
        "Make them one, with a list of the names: `<signed><list><item>…</item></list></signed>`.",
        "The Office's rules warn of it (frus-signatures.sch); 16,624 of 16,991 official closers have one.",
        _SIGNERS,
        _closer(_LIST),
    ),
    Rule(
        "closer-several",
        "warning",
        "Schematron",
        "A document, or an attachment, has more than one closer.",
        "Make them one; what an attachment ends with belongs into its frus:attachment.",
        "The Office's rules warn of it (frus-signatures.sch).",
        f"{_RIGHT}<closer><signed>{_NAME.replace('Rupert Hentzau', 'Fritz Tarlen')}</signed></closer>",
        _closer(_LIST),
    ),
)


def check(unit: Unit, _: Book) -> Iterator[Finding]:
    """Yield what is wrong with the closers and signatures of a document."""
    if unit.kind != "document":
        return
    for closer in unit.all("closer"):
        signatures = [node for node in closer.elements if node.name == "signed"]
        if len(signatures) > 1:
            yield unit.finding("signed-several", f"the closer has {len(signatures)} signatures", signatures[1])
        parent = closer.parent
        if parent is not None and parent.first("closer") is not closer:
            yield unit.finding("closer-several", "there is a closer before this one", closer)
    for signed in unit.all("signed"):
        yield from _signature(signed, unit)


def _signature(signed: Node, unit: Unit) -> Iterator[Finding]:
    text = _words(signed)
    corresp = signed.get("corresp")
    names = [node for node in signed.walk() if node.name == "persName" and not node.within("note")]
    if corresp is not None:
        edits = _moved(signed, names[0], unit) if len(names) == 1 else ()
        yield unit.finding("signed-corresp", f"`{corresp}` belongs to the name in `{text}`", signed, edits)
    if text and not names:
        yield unit.finding("signed-name", f"`{text}` has no persName", signed)
    for node in signed.walk():
        if node.name == "affiliation":
            yield unit.finding("signed-affiliation", f"`{_words(node)}` is in an affiliation element", node)
    for name in names:
        yield from _named(name, unit)


def _named(name: Node, unit: Unit) -> Iterator[Finding]:
    text = _words(name)
    if name.children and not _is_strong(name):
        yield unit.finding("signed-strong", f"`{text}` is not in hi rend=strong", name)
    before, behind = _beside(name)
    if lead := next((words for node in before if isinstance(node, Chars) and (words := _said(node))), None):
        yield unit.finding("signed-lead", f"`{lead}` stands before the name `{text}` without a tag", name)
    if any(isinstance(node, Node) and node.name == "persName" for node in behind):
        yield unit.finding("signed-list", f"another name follows `{text}`", name)
        return
    first = next((node for node in behind if not isinstance(node, Node) or node.name not in {"lb", "note", "pb"}), None)
    if first is not None and _said(first) and not _is_italic(first):
        yield unit.finding("signed-tail", f"`{_said(first)}` behind the name `{text}` is not in italics", name)
        return
    titles = [node for node in behind if _is_italic(node)]
    breaks = [node for node in behind if isinstance(node, Node) and node.name == "lb"]
    if bool(titles) != bool(breaks):
        what = f"no line break stands before `{_said(titles[0])}`" if titles else "a line break, but no title, follows"
        yield unit.finding("signed-break", f"{what} behind the name `{text}`", name)


def _beside(name: Node) -> tuple[list[Node | Chars], list[Node | Chars]]:
    """Return what stands before a name and behind it, blanks aside."""
    assert name.parent is not None
    children = name.parent.children
    before, behind = children[: name.index], children[name.index + 1 :]
    return before, [node for node in behind if isinstance(node, Node) or node.text.strip()]


def _is_strong(name: Node) -> bool:
    if name.within("hi") and any(node.name == "hi" and node.get("rend") == "strong" for node in name.ancestors()):
        return True
    marked = [node for node in name.elements if node.name == "hi"]
    return any(node.get("rend") == "strong" or _WITHHELD.search(node.text()) for node in marked)


def _is_italic(node: Node | Chars) -> bool:
    return isinstance(node, Node) and node.name == "hi" and node.get("rend") == "italic"


def _said(node: Node | Chars) -> str:
    """Return the words of a node, or nothing if it is marks alone."""
    text = _words(node) if isinstance(node, Node) else " ".join(node.text.split())
    return text if _WORD.search(text) else ""


def _words(node: Node) -> str:
    return " ".join(node.text("note").split())


def _moved(signed: Node, name: Node, unit: Unit) -> tuple[Edit, ...]:
    """Return the edits that move @corresp to the name; none where the name has another one."""
    span = unit.value_span(signed, "corresp")
    if span is None or name.get("corresp") not in {None, signed.get("corresp")}:
        return ()
    begin, end = span[0] - unit.start, span[1] - unit.start
    before = unit.raw[: begin - 1].rstrip().removesuffix(b"=").rstrip().removesuffix(b"corresp").rstrip()
    removed = Edit(unit.start + len(before), span[1] + 1, b"")
    if name.get("corresp") is not None:
        return (removed,)
    at = unit.name_end(name)
    return (removed, Edit(at, at, b' corresp="' + unit.raw[begin:end].replace(b'"', b"&quot;") + b'"'))
