"""The header of a TEI file: TEI P5's for a document alone, or the little that the Office's schema allows."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from frusconv import __version__
from frusconv.catalogue.header import filled
from frusconv.model import SERIES, CorrespAction, Document, Header, Party, Person, Volume, When
from frusconv.model.walk import title_of
from frusconv.places import place_named
from frusconv.writers.tei_places import described_places, place_id
from frusconv.writers.xml import element, escape

TEI = "http://www.tei-c.org/ns/1.0"
FRUS = "http://history.state.gov/frus/ns/1.0"
# An element's name, its attributes, and its content if that is known.
_Told: TypeAlias = "tuple[str, dict[str, str | None], str | None]"
_RENDITIONS = (("left", "text-align: left;"), ("center", "text-align: center;"), ("right", "text-align: right;"))


def header(volume: Volume, profile: str) -> str:
    """Return the teiHeader element of documents that had none, indented by one step and ended by a line end.

    The volume's parts are gone through more than once.
    """
    is_read = any(document.attrs is not None for document in volume.documents)
    parts = [_file_desc(volume, profile), _encoding_desc(profile, is_read)]
    if profile == "tei":
        parts.append(_profile_desc(volume))
    return "\n".join(["  <teiHeader>", *(_indented(part, 2) for part in parts), "  </teiHeader>\n"])


def _file_desc(volume: Volume, profile: str) -> str:
    parts = _frus_file_desc(volume) if profile == "frus" else _tei_file_desc(volume)
    names = ("titleStmt", "publicationStmt", "sourceDesc")
    return _block("fileDesc", [_block(name, part) for name, part in zip(names, parts, strict=True)])


def _tei_file_desc(volume: Volume) -> tuple[list[str], list[str], list[str]]:
    """Return titles, publication and source as TEI P5 has them (section 2.2 of the Guidelines)."""
    titles = [
        element("title", escape(_title(volume))),
        element("respStmt", "<resp>Encoding</resp><name>frusconv</name>"),
    ]
    publication = "Not published. The documents of the series are works of the United States Government."
    return titles, [element("p", publication)], _bibls(volume)


def _frus_file_desc(volume: Volume) -> tuple[list[str], list[str], list[str]]:
    """Return titles, publication and source as the Office has them; what nobody knows is left empty."""
    header = filled(volume.header)
    facts = _title_facts(header) | {"complete": header.title or _title(volume)}
    kinds = ("complete", "series", "sub-series", "volume-number", "volume")
    titles = [element("title", escape(facts.get(kind) or ""), {"type": kind}) for kind in kinds]
    publication = [element("publisher", escape(header.publisher or "Department of State"))]
    if header.published:
        publication.append(element("date", escape(header.published), {"type": "publication-date"}))
    if header.volume_id:
        publication.append(element("idno", escape(header.volume_id), {"type": "frus"}))
    return [*titles, *_editors(header)], publication, [element("p", escape(_cited(volume)))]


def _title_facts(header: Header) -> dict[str, str | None]:
    """Return a volume's titles by the Office's types."""
    return {
        "series": SERIES,
        "complete": header.title,
        "sub-series": header.sub_series,
        "volume-number": header.volume_number,
        "volume": header.volume_title,
    }


def _editors(header: Header) -> list[str]:
    return [element("editor", escape(name), {"role": role or None}) for role, name in header.editors]


def _title(volume: Volume) -> str:
    documents = tuple(volume.documents)
    if len(documents) != 1:
        return volume.header.title or volume.header.volume_id or SERIES
    return title_of(documents[0].blocks) or SERIES


def _cited(volume: Volume) -> str:
    return " ".join(filter(None, [SERIES, volume.header.volume_id, *(document.id for document in volume.documents)]))


def _bibls(volume: Volume) -> list[str]:
    """Return what the documents were taken from: a bibl for each volume (section 2.2.7 of the Guidelines)."""
    documents: dict[str | None, list[Document]] = {}
    for document in volume.documents:
        documents.setdefault(document.volume, []).append(document)
    header = volume.header
    return [
        _bibl(filled(header if header.volume_id == identifier else Header(volume_id=identifier)), found)
        for identifier, found in documents.items()
    ] or [_bibl(filled(header), [])]


def _bibl(header: Header, documents: list[Document]) -> str:
    """Return a volume with its titles by the Office's types, and the places of the documents in it."""
    parts = [
        element("title", escape(value), {"type": kind, "level": "s" if kind == "series" else "m"})
        for kind, value in _title_facts(header).items()
        if value and kind != "volume-number"
    ]
    parts += _editors(header)
    told: tuple[_Told, ...] = (
        ("biblScope", {"unit": "volume"}, header.volume_number),
        ("pubPlace", {}, header.place),
        ("publisher", {}, header.publisher),
        ("date", {}, header.published),
        ("idno", {"type": "frus"}, header.volume_id),
        ("idno", {"type": "isbn-13"}, header.isbn if len(header.isbn or "") == 13 else None),
    )
    parts += [element(name, escape(value), attributes) for name, attributes, value in told if value]
    for document in documents:
        parts += _places(document)
    return _block("bibl", parts)


def _places(document: Document) -> list[str]:
    told: tuple[_Told, ...] = (
        ("biblScope", {"unit": "document"}, document.number),
        ("biblScope", {"unit": "page"}, document.pages),
        ("idno", {"type": "file"}, document.file_number),
        ("ref", {"target": document.url or ""}, document.url),
    )
    return [element(name, escape(value), attributes) for name, attributes, value in told if value]


@cache
def _encoding_desc(profile: str, is_read: bool) -> str:
    """Return what is to say of the encoding; of documents that were TEI already it is not known how they were made."""
    renditions = [element("rendition", css, {"xml:id": name, "scheme": "css"}) for name, css in _RENDITIONS]
    if profile == "frus":
        return _block("encodingDesc", [_block("tagsDecl", renditions)])
    application = _block("application", [element("label", "frusconv")], f' ident="frusconv" version="{__version__}"')
    editorial = _block(
        "editorialDecl",
        [
            _block(
                "normalization", [element("p", "Blanks and line ends are regular; characters are in Unicode form NFC.")]
            ),
            _block("hyphenation", [element("p", "Words divided at a line end are put together again.")], ' eol="none"'),
            _block("quotation", [element("p", "Quotation marks are kept as printed.")], ' marks="all"'),
        ],
    )
    project = _block(
        "projectDesc",
        [element("p", "Encoded from plain text after the practice of the Office of the Historian.")],
    )
    told = [] if is_read else [project, editorial]
    return _block("encodingDesc", [*told, _block("tagsDecl", renditions), _block("appInfo", [application])])


def _profile_desc(volume: Volume) -> str:
    parts: list[str] = []
    for document in volume.documents:
        parts += _creation(document)
    parts += _setting_desc(volume)
    parts.append(_block("langUsage", [element("language", "English", {"ident": "en"})]))
    for document in volume.documents:
        parts += _text_class(document)
        parts += _corresp_desc(document)
    return _block("profileDesc", parts)


def _setting_desc(volume: Volume) -> list[str]:
    """Return the places that the datelines name, each once; the text points to them."""
    written = [
        _block(
            "place",
            [element("placeName", escape(place.name)), element("country", escape(place.country))],
            f' xml:id="{place_id(place)}"',
        )
        for place in described_places(volume.documents)
    ]
    return [_block("settingDesc", [_block("listPlace", written)])] if written else []


def _creation(document: Document) -> list[str]:
    sent = document.correspondence.sent
    content = _place(sent) + _date(sent.date)
    return [_block("creation", content)] if content else []


def _text_class(document: Document) -> list[str]:
    terms = [("kind", document.kind), ("telegram-number", document.telegram_number)]
    terms += [("classification", value) for value in document.classification]
    terms += [("subject", value) for value in document.subjects]
    keywords = [element("term", escape(value), {"type": name}) for name, value in terms if value]
    return [_block("textClass", [_block("keywords", keywords)])] if keywords else []


def _corresp_desc(document: Document) -> list[str]:
    actions = []
    for kind, action in (("sent", document.correspondence.sent), ("received", document.correspondence.received)):
        content = _parties(action) + _place(action) + _date(action.date)
        if content:
            actions.append(_block("correspAction", content, f' type="{kind}"'))
    return [_block("correspDesc", actions)] if document.correspondence.sent.parties and actions else []


def _parties(action: CorrespAction) -> list[str]:
    written = []
    for party in action.parties:
        if party.name or party.person:
            written.append(_person(party))
        elif party.office:
            written.append(element("orgName", escape(party.office)))
    return written


def _person(party: Party) -> str:
    """Return a person: office and name as printed, and the full name by the text or the user's file."""
    person = party.person or Person()
    cert = person.cert if person.cert != "high" else None
    parts = [element("roleName", escape(party.office))] if party.office else []
    parts += [element("name", escape(party.name))] if party.name else []
    parts += [element("name", escape(person.name), {"type": "full", "cert": cert})] if person.name else []
    return element("persName", " ".join(parts), {"ref": person.ref})


def _place(action: CorrespAction) -> list[str]:
    if not action.place:
        return []
    place = place_named(action.place)
    return [element("placeName", escape(action.place), {"ref": f"#{place_id(place)}" if place else None})]


def _date(value: When | None) -> list[str]:
    if value is None or value.text is None:
        return []
    cert = value.cert if value.cert != "high" else None
    spans = {"from": value.from_, "to": value.to, "notBefore": value.not_before, "notAfter": value.not_after}
    return [element("date", "", {"when": value.when, **spans, "cert": cert})]


def _block(name: str, parts: list[str], values: str = "") -> str:
    """Return an element with a line for each of its parts."""
    return "\n".join([f"<{name}{values}>", *(_indented(part, 1) for part in parts), f"</{name}>"])


def _indented(block: str, depth: int) -> str:
    indent = "  " * depth
    return indent + block.replace("\n", "\n" + indent)
