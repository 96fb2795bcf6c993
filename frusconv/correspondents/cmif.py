"""The Correspondence Metadata Interchange Format, which correspSearch takes.

A subset of TEI for indexes of letters, by the TEI Correspondence SIG: its documentation and schema tell the elements,
their order and the licence, which are the same in versions 1 and 2 of the format. A `correspDesc` stands for each
letter; its `@ref` is the letter's address on the Office's site, its `@source` the volume among the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import SpooledTemporaryFile

from frusconv.catalogue.header import filled
from frusconv.correspondents import IndexFacts
from frusconv.correspondents.record import Record
from frusconv.dating import date_of_making
from frusconv.model import SERIES, SITE, CorrespAction, Header, Party, When
from frusconv.pattern import Pattern
from frusconv.writers.xml import element, escape

_TEI = "http://www.tei-c.org/ns/1.0"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_LICENSED = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
_UNNAMED = "frusconv"
_DEFAULT_FILE = "correspondents.xml"
_NO_DATE = "1970-01-01T00:00:00Z"
_DAY = Pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_WITH_MAIL = Pattern(r"(?P<name>[^<>]*[^<>\s])\s*<(?P<mail>[^<>@\s]+@[^<>@\s]+)>")
# How many bytes of letters are kept in memory; more are kept in a file until the list of volumes is known.
_IN_MEMORY = 1 << 20
_COPIED = 1 << 16


def cmif(records: Iterable[Record], facts: IndexFacts) -> Iterator[str]:
    """Yield an index of the letters among records as one TEI file.

    Raises UsageError for an impossible SOURCE_DATE_EPOCH, which is the date of the file.
    """
    volumes: dict[str | None, Header] = {}
    with SpooledTemporaryFile(_IN_MEMORY) as letters:
        for record in records:
            if record.is_letter:
                volumes.setdefault(record.volume, filled(Header(record.volume)) if record.volume else Header())
                letters.write(_letter(record).encode("utf-8", "replace"))
        yield _beginning(volumes, facts)
        letters.seek(0)
        pending = b""
        while chunk := letters.read(_COPIED):
            # A character can stand across two chunks, a line end cannot.
            whole, _, pending = (pending + chunk).rpartition(b"\n")
            yield f"{whole.decode()}\n" if whole else ""
    yield "    </profileDesc>\n  </teiHeader>\n  <text>\n    <body>\n      <p/>\n    </body>\n  </text>\n</TEI>\n"


def _beginning(volumes: dict[str | None, Header], facts: IndexFacts) -> str:
    known = list(volumes.values()) or [Header()]
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{_TEI}">',
        "  <teiHeader>",
        "    <fileDesc>",
        "      <titleStmt>",
        f"        {element('title', escape(f'Correspondence in {_title(known[0]) if len(known) == 1 else SERIES}'))}",
        f"        {_editor(facts.editor or _UNNAMED)}",
        "      </titleStmt>",
        "      <publicationStmt>",
        f"        {element('publisher', escape(facts.publisher or _name(facts.editor or _UNNAMED)))}",
        f"        {element('idno', escape(facts.url or _DEFAULT_FILE), {'type': 'url'})}",
        f"        {element('date', '', {'when': date_of_making(known, _NO_DATE)})}",
        "        <availability>",
        f"          {element('licence', _LICENSED, {'target': _LICENCE})}",
        "        </availability>",
        "      </publicationStmt>",
        "      <sourceDesc>",
        *(f"        {_bibl(header)}" for header in known),
        "      </sourceDesc>",
        "    </fileDesc>",
        "    <profileDesc>\n",
    )
    return "\n".join(lines)


def _editor(told: str) -> str:
    """Return who answers for the index: a name, or `Name <name@example.org>` with an address for mail."""
    found = _WITH_MAIL.fullmatch(told)
    if found is None:
        return element("editor", escape(told))
    return element("editor", f"{escape(found['name'])} {element('email', escape(found['mail']))}")


def _name(told: str) -> str:
    found = _WITH_MAIL.fullmatch(told)
    return found["name"] if found else told


def _title(header: Header) -> str:
    return " ".join((header.title or header.volume_id or SERIES).split())


def _bibl(header: Header) -> str:
    """Return a volume as a source: title, place, publisher, year and address."""
    told = ": ".join(filter(None, (header.place, header.publisher)))
    printed = ", ".join(filter(None, (told, header.published)))
    address = header.url or SITE
    text = ". ".join(filter(None, (_title(header), printed)))
    reference = element("ref", escape(address), {"target": address})
    return element("bibl", f"{escape(text)}. {reference}", {"type": "online", "xml:id": _bibl_id(header.volume_id)})


def _bibl_id(volume: str | None) -> str:
    """Return the UUID of a volume, which is the same in every index; an id in XML begins with a letter."""
    from uuid import NAMESPACE_URL, uuid5

    return f"uuid-{uuid5(NAMESPACE_URL, f'{SITE}/{volume}' if volume else SITE)}"


def _letter(record: Record) -> str:
    ends = (
        ("sent", record.sent, record.sent_place_ref),
        ("received", record.received, record.received_place_ref),
    )
    actions = "".join(
        f'        <correspAction type="{kind}">\n{_action(action, place)}        </correspAction>\n'
        for kind, action, place in ends
    )
    values = {"key": record.document, "ref": record.url, "source": f"#{_bibl_id(record.volume)}"}
    letter = element("correspDesc", f"\n{actions}      ", values)
    return f"      {letter}\n"


def _action(action: CorrespAction, place_ref: str | None) -> str:
    """Return who, where and when; one who is not named is called unknown, as the format asks for a name.

    A place has the address of a record, and no id of ours: what reads the format knows authority files alone.
    """
    parts = [_party(party) for party in action.parties] or ["<persName>Unknown</persName>"]
    parts += [element("placeName", escape(action.place), {"ref": place_ref})] if action.place else []
    parts += _date(action.date) if action.date else []
    return "".join(f"          {part}\n" for part in parts)


def _party(party: Party) -> str:
    person = party.person
    values = {"ref": person.ref if person else None}
    if party.name or (person and person.name):
        is_in_office = bool(party.name and party.office) and f" {party.office} ".find(f"{party.name} ") >= 0
        printed = party.office if is_in_office else party.text
        return element("persName", escape((person.name if person else None) or printed or ""), values)
    return element("orgName", escape(party.text), values)


def _date(value: When) -> list[str]:
    """Return a date in whole days, for the format has no times; none if it is no day of the calendar."""
    days = {
        "when": _day(value.when),
        "from": _day(value.from_),
        "to": _day(value.to),
        "notBefore": _day(value.not_before),
        "notAfter": _day(value.not_after),
    }
    if days["from"] and days["from"] == days["to"]:
        days |= {"when": days["from"], "from": None, "to": None}
    # `when` stands alone, `from` and `to` without bounds (TEI, att.datable.w3c).
    if days["when"]:
        days = {"when": days["when"]}
    elif days["from"] or days["to"]:
        days = {"from": days["from"], "to": days["to"]}
    if not any(days.values()):
        return []
    return [element("date", "", days | {"cert": value.cert if value.cert != "high" else None})]


def _day(value: str | None) -> str | None:
    found = _DAY.fullmatch(value) if value else None
    if found is None:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return "-".join(part for part in found.groups() if part)
