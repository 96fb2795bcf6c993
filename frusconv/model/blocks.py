"""The parts of a document from top to bottom. Each class is named after the TEI element that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from frusconv.model.inlines import Inline, PageBreak


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The line above the heading that names the file: `761.94/1132: Telegram`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The heading, with its number where print has one."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Seg:
    """A line of the opener that is neither dateline nor salute: classification, precedence, `No. 116.]`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date, and when the document was received. Also a Block: diaries have several."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Opener:
    """What stands between heading and text."""

    parts: tuple[Seg | Dateline, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `rend` is one of the Office's values (center, flushleft …) or None."""

    children: tuple[Inline, ...]
    rend: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list; `type` is one of the Office's values (participants, subject, references, from, to) or None."""

    items: tuple[Item | PageBreak, ...]
    type: str | None = None
    head: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """One signer: the name, what stands right behind it (notes, a comma), and behind a line break the office."""

    name: tuple[Inline, ...]
    tail: tuple[Inline, ...] = ()
    office: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Closer:
    """What stands between the text and the end: the signatures."""

    parts: tuple[Signed | PageBreak, ...]


@dataclass(frozen=True, slots=True)
class Postscript:
    """What was added under the signature."""

    paras: tuple[Para, ...]


Block: TypeAlias = SourceNote | Head | Opener | Dateline | Para | List | Closer | Postscript | PageBreak
