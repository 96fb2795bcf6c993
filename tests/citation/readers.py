"""Independent readers of the formats for programs, each brought to the same fields, so that they can be compared."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from frusconv.citation.data.facts import Facts

# `book` are the titles of set and volume, `names` and `editors` in order, as one text each; what is not there is empty.
Fields: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[str], list[Fields]]

_ESCAPED = {
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textbackslash{}": "\\",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    **{f"\\{character}": character for character in "{}$&%#_"},
}


def expected(facts: Facts) -> Fields:
    """Return the fields that a reader should find."""
    volume = facts.volume
    return {
        "type": "book" if facts.is_volume else "chapter",
        "title": facts.title,
        "names": [name.text for name in facts.authors],
        "book": volume.whole,
        "volume": volume.number,
        "editors": [name.text for name in volume.editors],
        "publisher": volume.publisher,
        "place": volume.place,
        "year": volume.year,
        "pages": facts.pages,
        "url": facts.url,
        "note": facts.located_note,
    }


@cache
def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _by_pandoc(text: str, form: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [_pandoc(), "-f", form, "-t", "csljson"], input=text.encode(), capture_output=True, check=True
    )
    assert not done.stderr, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def csl(text: str) -> list[Fields]:
    return list(map(_from_csl, json.loads(text)))


def csl_lines(text: str) -> list[Fields]:
    return [_from_csl(json.loads(line)) for line in text.splitlines()]


def csl_by_pandoc(text: str) -> list[Fields]:
    return list(map(_from_csl, _by_pandoc(text, "csljson")))


def bibtex_by_pandoc(text: str) -> list[Fields]:
    return list(map(_from_csl, _by_pandoc(text, "bibtex")))


def biblatex_by_pandoc(text: str) -> list[Fields]:
    return list(map(_from_csl, _by_pandoc(text, "biblatex")))


def ris_by_pandoc(text: str) -> list[Fields]:
    return list(map(_from_csl, _by_pandoc(text, "ris")))


def _from_csl(item: dict[str, Any]) -> Fields:
    is_book = item["type"] == "book"
    own = item["title"] if is_book else item.get("container-title", "")
    titles = (item.get("collection-title", ""), own, item.get("volume-title", ""))
    issued = item.get("issued", {}).get("date-parts") or [[""]]
    number = item.get("number", "")
    note = item.get("note", "")
    return {
        "type": item["type"],
        "title": "" if is_book else item["title"],
        "names": list(map(_csl_name, item.get("author", ()))),
        "book": ", ".join(filter(None, titles)),
        "volume": item.get("volume", "").removeprefix("vol. ").removeprefix("vols. "),
        "editors": list(map(_csl_name, item.get("editor", ()))),
        "publisher": item.get("publisher", ""),
        "place": item.get("publisher-place", ""),
        "year": str(issued[0][0]),
        "pages": item.get("page", ""),
        "url": item.get("URL", ""),
        "note": "; ".join(filter(None, (number, note[:1].lower() + note[1:] if number else note))),
        "original": item.get("original-date", {}).get("date-parts", []),
        "accessed": item.get("accessed", {}).get("date-parts", []),
    }


def _csl_name(name: dict[str, str]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return name.get("literal") or " ".join(name[part] for part in parts if part in name)


def bibtex_by_pybtex(text: str) -> list[Fields]:
    from pybtex.database import Person, parse_string

    def named(people: list[Person]) -> list[str]:
        parts = ("first", "middle", "prelast", "last", "lineage")
        texts = (" ".join(word for part in parts for word in person.get_part(part)) for person in people)
        return list(map(_unescaped, texts))

    return [
        _from_bibtex(
            entry.type,
            {name.lower(): value if name == "url" else _unescaped(value) for name, value in entry.fields.items()},
            named(entry.persons.get("author", [])),
            named(entry.persons.get("editor", [])),
        )
        for entry in parse_string(text, "bibtex").entries.values()
    ]


def _unescaped(value: str) -> str:
    """Return a value of BibTeX as print has it: pybtex takes files apart, not what stands in them."""
    out, position = "", 0
    while position < len(value):
        escape = next((escape for escape in _ESCAPED if value.startswith(escape, position)), None)
        if escape:
            out += _ESCAPED[escape]
        elif value[position] not in "{}":
            assert value[position] not in "$&%#_~^\\", f"not escaped: {value}"
            out += value[position]
        position += len(escape or " ")
    return out


def bibtex_by_bibtexparser(text: str) -> list[Fields]:
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    steps = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]
    library = parse_string(text, append_middleware=steps)
    assert not library.failed_blocks, library.failed_blocks

    def named(people: Iterable[Any]) -> list[str]:
        # Names are taken apart and left as they are written.
        return [_unescaped(" ".join((*one.first, *one.von, *one.last, *one.jr))) for one in people]

    # Addresses are not to be decoded: they are verbatim.
    urls = [entry.get("url") for entry in parse_string(text).entries]
    entries = []
    for entry, url in zip(library.entries, urls, strict=True):
        values = {name: field.value for name, field in entry.fields_dict.items()}
        people = [named(values.pop(role, ())) for role in ("author", "editor")]
        fields = {name: _without_braces(value) for name, value in values.items()}
        entries.append(_from_bibtex(entry.entry_type, fields | ({"url": url.value} if url else {}), *people))
    return entries


def _without_braces(text: str) -> str:
    return text.removeprefix("{").removesuffix("}").replace("ˆ", "^")


def _from_bibtex(kind: str, fields: dict[str, str], names: list[str], editors: list[str]) -> Fields:
    assert kind in ("book", "incollection")
    is_book = kind == "book"
    own = "title" if is_book else "booktitle"
    titles = (fields.get(name, "") for name in ("series", "maintitle", own))
    return {
        "type": "book" if is_book else "chapter",
        "title": "" if is_book else fields["title"],
        "names": names,
        "book": ", ".join(filter(None, titles)),
        "volume": fields.get("volume", ""),
        "editors": editors,
        "publisher": fields.get("publisher", ""),
        "place": fields.get("address", fields.get("location", "")),
        "year": fields.get("year", fields.get("date", "")),
        "pages": fields.get("pages", "").replace("--", "-").replace("–", "-"),
        "url": fields.get("url", ""),
        "note": fields.get("note", ""),
        "original": fields.get("origdate", ""),
    }


def ris_by_rispy(text: str) -> list[Fields]:
    import rispy

    return list(map(_from_rispy, rispy.loads(text)))


def _from_rispy(record: dict[str, Any]) -> Fields:
    is_book = record["type_of_reference"] == "BOOK"
    editors = record.get("unknown_tag", {}).get("ED", []) if is_book else record.get("secondary_authors", [])
    pages = (record.get("start_page", ""), record.get("end_page", ""))
    return {
        "type": "book" if is_book else "chapter",
        "title": "" if is_book else record["title"],
        "names": list(map(_inverted, record.get("authors", []))),
        "book": record["title"] if is_book else record["secondary_title"],
        "volume": record.get("volume", ""),
        "editors": list(map(_inverted, editors)),
        "publisher": record.get("publisher", ""),
        "place": record.get("place_published", ""),
        "year": record.get("year", ""),
        "pages": "-".join(filter(None, pages)),
        "url": "".join(record.get("urls", [])),
        "note": "".join(record.get("notes", [])),
    }


def _inverted(name: str) -> str:
    """Return `Family, Given, Suffix` in its own order."""
    family, _, rest = name.partition(", ")
    given, _, suffix = rest.partition(", ")
    return " ".join(filter(None, (given, family.removesuffix(","), suffix)))


def coins(text: str) -> list[Fields]:
    from lxml import html

    spans = list(html.fragment_fromstring(text, create_parent="div"))
    assert all(span.tag == "span" and span.get("class") == "Z3988" and not len(span) for span in spans)
    return [_from_context(parse_qsl(span.get("title", ""), strict_parsing=True)) for span in spans]


_OTHERS = ("rft.au", "rft.aucorp")


def _from_context(pairs: list[tuple[str, str]]) -> Fields:
    fields = dict(pairs)
    assert fields["ctx_ver"] == "Z39.88-2004"
    assert fields["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:book"
    first = " ".join(filter(None, (fields.get(f"rft.au{part}", "") for part in ("first", "last", "suffix"))))
    others = [_inverted(value) if key == "rft.au" else value for key, value in pairs if key in _OTHERS]
    return {
        "type": "book" if fields["rft.genre"] == "book" else "chapter",
        "title": fields.get("rft.atitle", ""),
        "names": [*filter(None, [first]), *others],
        "book": fields["rft.btitle"],
        "volume": fields.get("rft.volume", ""),
        "publisher": fields.get("rft.pub", ""),
        "place": fields.get("rft.place", ""),
        "year": fields.get("rft.date", ""),
        "pages": fields.get("rft.pages", ""),
        "url": fields.get("rft_id", ""),
    }


# What readers make other characters of, or leave out: quotes become others, and pandoc and bibtexparser know no command
# for a brace that has no partner.
_QUOTES = str.maketrans(dict.fromkeys("\"'`‘’“”„"))
_QUOTES_AND_BRACES = str.maketrans(dict.fromkeys("\"'`‘’“”„{}"))


def found_in(text: str, name: str, reader: str) -> list[Fields]:
    """Return what a reader finds in a file, in the form that `like` gives."""
    read, carried = READERS[name, reader]
    return [_comparable({field: found[field] for field in carried}, name, reader) for found in read(text)]


def like(fields: Fields, name: str, reader: str) -> Fields:
    """Return fields as a reader should find them: what it carries, in what cannot be told apart by it."""
    _, carried = READERS[name, reader]
    return _comparable({field: fields[field] for field in carried}, name, reader)


def _comparable(fields: Fields, name: str, reader: str) -> Fields:
    if reader in ("pandoc", "bibtexparser"):
        lost = _QUOTES_AND_BRACES if name in ("bibtex", "biblatex") else _QUOTES
        fields = {field: _plain(value, lost) for field, value in fields.items()}
    if name == "ris":  # Readers differ in the order of given name and suffix, and split what should stay whole.
        fields["url"] = fields["url"].replace(";", "%3B")
        for role in ("names", "editors"):
            fields[role] = [sorted(one.replace(",", " ").split()) for one in fields[role]]
    elif reader == "pandoc":  # It takes `–` before a name for a particle.
        fields |= {role: [one.replace(" ", "") for one in fields[role]] for role in ("names", "editors")}
    return fields


def _plain(value: Any, lost: dict[int, None]) -> Any:
    if isinstance(value, list):
        return [_plain(one, lost) for one in value]
    return " ".join(value.translate(lost).split())


ALL = ("type", "title", "names", "book", "volume", "editors", "publisher", "place", "year", "pages", "url", "note")
# By format and reader: the reader, and what it carries.
READERS: dict[tuple[str, str], tuple[Reader, tuple[str, ...]]] = {
    ("csl-json", "json"): (csl, ALL),
    ("csl-json", "pandoc"): (csl_by_pandoc, ALL),
    ("csl-jsonl", "json"): (csl_lines, ALL),
    ("bibtex", "pandoc"): (bibtex_by_pandoc, ALL),
    ("bibtex", "pybtex"): (bibtex_by_pybtex, ALL),
    ("bibtex", "bibtexparser"): (bibtex_by_bibtexparser, ALL),
    ("biblatex", "pandoc"): (biblatex_by_pandoc, ALL),
    ("biblatex", "pybtex"): (bibtex_by_pybtex, ALL),
    ("biblatex", "bibtexparser"): (bibtex_by_bibtexparser, ALL),
    ("ris", "rispy"): (ris_by_rispy, ALL),
    ("ris", "pandoc"): (ris_by_pandoc, tuple(name for name in ALL if name not in ("place", "note"))),
    ("coins", "lxml"): (coins, tuple(name for name in ALL if name not in ("editors", "note"))),
}
