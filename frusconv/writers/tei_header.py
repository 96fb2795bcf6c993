"""The header of a TEI file: TEI P5's for a document alone, or the little that the Office's schema allows."""

from __future__ import annotations

from functools import cache

from frusconv import __version__
from frusconv.model import SERIES, CorrespAction, Document, Volume, When
from frusconv.model.walk import title_of
from frusconv.writers.xml import element, escape

TEI = "http://www.tei-c.org/ns/1.0"
FRUS = "http://history.state.gov/frus/ns/1.0"
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
    return titles, [element("p", publication)], [_bibl(volume)]


def _frus_file_desc(volume: Volume) -> tuple[list[str], list[str], list[str]]:
    """Return titles, publication and source as the Office has them; what only a catalogue knows is left empty."""
    known = {"complete": _title(volume), "series": SERIES}
    kinds = ("complete", "series", "sub-series", "volume-number", "volume")
    titles = [element("title", escape(known.get(kind, "")), {"type": kind}) for kind in kinds]
    publication = [element("publisher", "Department of State")]
    if volume.header.volume_id:
        publication.append(element("idno", escape(volume.header.volume_id), {"type": "frus"}))
    return titles, publication, [element("p", escape(_cited(volume)))]


def _title(volume: Volume) -> str:
    documents = tuple(volume.documents)
    if len(documents) != 1:
        return volume.header.title or volume.header.volume_id or SERIES
    return title_of(documents[0].blocks) or SERIES


def _cited(volume: Volume) -> str:
    return " ".join(filter(None, [SERIES, volume.header.volume_id, *(document.id for document in volume.documents)]))


def _bibl(volume: Volume) -> str:
    parts = [element("title", SERIES, {"level": "s"})]
    identifier = volume.header.volume_id
    if identifier:
        parts.append(element("idno", escape(identifier), {"type": "frus"}))
    for document in volume.documents:
        if document.number:
            parts.append(element("biblScope", escape(document.number), {"unit": "document"}))
        if document.pages:
            parts.append(element("biblScope", escape(document.pages), {"unit": "page"}))
        if document.file_number:
            parts.append(element("idno", escape(document.file_number), {"type": "file"}))
        if document.url:
            parts.append(element("ref", escape(document.url), {"target": document.url}))
    return _block("bibl", parts)


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
    parts.append(_block("langUsage", [element("language", "English", {"ident": "en"})]))
    for document in volume.documents:
        parts += _text_class(document)
        parts += _corresp_desc(document)
    return _block("profileDesc", parts)


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
        if party.name:
            role = f"<roleName>{escape(party.office)}</roleName> " if party.office else ""
            written.append(element("persName", f"{role}<name>{escape(party.name)}</name>"))
        elif party.office:
            written.append(element("orgName", escape(party.office)))
    return written


def _place(action: CorrespAction) -> list[str]:
    return [element("placeName", escape(action.place))] if action.place else []


def _date(value: When | None) -> list[str]:
    if value is None or value.first is None:
        return []
    cert = value.cert if value.cert != "high" else None
    return [element("date", "", {"when": value.when, "from": value.from_, "to": value.to, "cert": cert})]


def _block(name: str, parts: list[str], values: str = "") -> str:
    """Return an element with a line for each of its parts."""
    return "\n".join([f"<{name}{values}>", *(_indented(part, 1) for part in parts), f"</{name}>"])


def _indented(block: str, depth: int) -> str:
    indent = "  " * depth
    return indent + block.replace("\n", "\n" + indent)
