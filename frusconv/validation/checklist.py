"""A volume's checklist: what the Office's editors tick for every volume, and what the volume holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import FileSource
from frusconv.pattern import Pattern
from frusconv.text.kinds import kind_of
from frusconv.validation.checks import SUBJECTS, subjects
from frusconv.validation.finding import Finding
from frusconv.validation.reports import Told, counted
from frusconv.validation.tree import Node, Unit

State: TypeAlias = Literal["passed", "look", "failed", "not applicable"]
# How many places are shown of what is wrong.
_SHOWN = 3
# Without any of these elements there is nothing to look for.
_NEEDED = {
    "notes": ("note",),
    "breaks": ("pb", "lb"),
    "references": ("ref",),
    "tables": ("table", "list"),
    "dates": ("dateline", "date"),
    "signatures": ("closer", "signed"),
    "header": ("teiHeader",),
}
# What front and back matter have, by the id of the division (HistoryAtState's volumes since 1952).
_MATTER = {
    "preface": "Preface",
    "toc": "Contents",
    "sources": "Sources",
    "terms": "Abbreviations and terms",
    "persons": "Persons",
    "index": "Index",
}
_STATISTICS = {
    "note": "notes",
    "pb": "page breaks",
    "table": "tables",
    "list": "lists",
    "frus:attachment": "attachments",
    "signed": "signatures",
    "dateline": "datelines",
    "ref": "references",
    "persName": "names of persons",
    "placeName": "names of places",
    "gloss": "offices and abbreviations",
    "graphic": "pictures",
}
_NUMBER = Pattern(r"(?:\[|(?<!\d))\d++[A-Za-z]?\.?\]?\s+")
_DAY = Pattern(r"\d{4}-\d\d-\d\d")


class Point(NamedTuple):
    """A point of the list: its title, how it stands, how often it is broken, and the first places."""

    title: str
    state: State
    errors: int = 0
    warnings: int = 0
    first: tuple[str, ...] = ()


class Checklist(NamedTuple):
    """A volume's points, and its statistics by what is counted."""

    name: str
    points: tuple[Point, ...]
    statistics: dict[str, int | str]

    @property
    def has_failed(self) -> bool:
        """Whether a point failed."""
        return any(point.state == "failed" for point in self.points)


class Counted:
    """Counts what a file holds, unit by unit."""

    def __init__(self) -> None:
        self.elements: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.dates: list[str] = []
        self.words = 0
        self.divisions: set[str] = set()
        self.documents = 0

    def see(self, unit: Unit) -> None:
        """Count a unit."""
        if unit.kind == "frame":
            if unit.root.name == "div":
                self.divisions.add(unit.root.get("xml:id") or "")
            return
        for name, nodes in unit.named.items():
            self.elements[name] += len(nodes)
        if unit.kind == "header":
            return
        self.words += sum(len(chars.text.split()) for chars in unit.chars)
        if unit.kind == "document":
            self.documents += 1
            self.kinds[_kind(unit.root)] += 1
            self.dates += [day for node in unit.all("date") if node.within("dateline") and (day := _day(node))]

    def statistics(self) -> dict[str, int | str]:
        """Return what was counted, by what it is."""
        told: dict[str, int | str] = {"documents": self.documents}
        told |= {f"documents: {kind}": count for kind, count in self.kinds.most_common()}
        told |= {title: self.elements[name] for name, title in _STATISTICS.items()}
        told["words"] = self.words
        if self.dates:
            told["first date"], told["last date"] = min(self.dates), max(self.dates)
        return told


def _kind(document: Node) -> str:
    """Return what a document is: its heading tells, or in the old form the source note above the heading."""
    head, note = document.first("head"), document.first("note")
    text = " ".join(head.text("note").split()) if head is not None else ""
    kind, _ = kind_of(_NUMBER.sub("", text), 0)
    if kind is None and note is not None and note.text().strip().endswith("Telegram"):
        return "telegram"
    return kind or "other"


def _day(date: Node) -> str | None:
    value = date.get("when") or date.get("from") or date.get("notBefore") or ""
    return value[:10] if _DAY.match(value) else None


def checklist(
    source: FileSource,
    told: Callable[[FileSource, Callable[[Unit], None]], Iterable[Told]],
    ebook: Callable[[], Iterable[str]],
) -> Checklist:
    """Return a volume's checklist.

    `told` checks the file and lets each unit be seen; `ebook` yields what is wrong with the e-book made of it.
    """
    counted = Counted()
    by_code: dict[str, list[Told]] = {}
    for row in told(source, counted.see):
        by_code.setdefault(row.finding.code, []).append(row)
    modules = {title: name for name, title in SUBJECTS.items()}
    points = [
        _point(title, [row for rule in table for row in by_code.get(rule.code, ())], modules.get(title), counted)
        for title, table in subjects().items()
        if title != "Outside schemas" or any(rule.code in by_code for rule in table)
    ]
    if "xml" not in by_code:
        points += [_matter(counted), _ebook(tuple(ebook()))]
    return Checklist(source.name, tuple(points), counted.statistics())


def _point(title: str, rows: list[Told], module: str | None, counted: Counted) -> Point:
    needed = _NEEDED.get(module or "", ())
    if needed and not any(counted.elements[name] for name in needed):
        return Point(title, "not applicable")
    errors = sum(row.severity == "error" for row in rows)
    state: State = "failed" if errors else "look" if rows else "passed"
    rows.sort(key=lambda row: (row.severity, row.finding.position))
    return Point(title, state, errors, len(rows) - errors, tuple(_place(row.finding) for row in rows[:_SHOWN]))


def _place(finding: Finding) -> str:
    line, column = finding.position
    return f"{line}:{column} {finding.code}"


def _matter(counted: Counted) -> Point:
    """Return the point on front and back matter: what it lacks of what most volumes have is shown."""
    title = "Front and back matter"
    if not counted.divisions - {""}:
        return Point(title, "not applicable")
    missing = tuple(f"no {what.lower()}" for identifier, what in _MATTER.items() if identifier not in counted.divisions)
    return Point(title, "look" if missing else "passed", 0, len(missing), missing)


def _ebook(wrong: tuple[str, ...]) -> Point:
    return Point("E-book", "failed" if wrong else "passed", len(wrong), 0, wrong[:_SHOWN])


def shown(found: Checklist) -> str:
    """Return a checklist as a table for people, with the statistics below it."""
    width = max(len(point.title) for point in found.points)
    lines = [found.name]
    for point in found.points:
        counts = [
            counted(number, what) for number, what in ((point.errors, "error"), (point.warnings, "warning")) if number
        ]
        line = f"  {point.state:<14}  {point.title:<{width}}  {', '.join(counts)}"
        if point.first:
            line += f" ({'; '.join(point.first)}{'; …' if point.errors + point.warnings > len(point.first) else ''})"
        lines.append(line.rstrip())
    lines.append("")
    for what, count in found.statistics.items():
        lines.append(f"  {count:>14,}  {what}" if isinstance(count, int) else f"  {count:>14}  {what}")
    return "\n".join(lines) + "\n"


def as_json(found: Checklist) -> dict[str, object]:
    """Return a checklist for programs."""
    return {
        "file": found.name,
        "points": [point._asdict() | {"rules": _codes(point.title)} for point in found.points],
        "statistics": found.statistics,
    }


def _codes(title: str) -> list[str]:
    return [rule.code for rule in subjects().get(title, ())]
