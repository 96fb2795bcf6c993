"""What is known of a document beside its text: checked, read from names, addresses and sidecar files, and gathered."""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.errors import SourceError, UsageError
from frusconv.metadata import checked, from_name, from_sidecar, from_url, gathered
from frusconv.model import Metadata

SITE = "https://history.state.gov/historicaldocuments"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(Metadata(), Metadata(), id="nothing"),
        pytest.param(Metadata(volume="frus1939v03"), Metadata(volume="frus1939v03"), id="a volume"),
        pytest.param(
            Metadata(volume="frus1969-76v20"), Metadata(volume="frus1969-76v20"), id="a volume of several years"
        ),
        pytest.param(Metadata(volume="frus1952-54Guat"), Metadata(volume="frus1952-54Guat"), id="a volume with a name"),
        pytest.param(Metadata(volume="frus1951v07p1"), Metadata(volume="frus1951v07p1"), id="a part"),
        pytest.param(Metadata(volume="frus1861"), Metadata(volume="frus1861"), id="a volume without a number"),
        pytest.param(Metadata(document="d59"), Metadata(document="d59"), id="a document"),
        pytest.param(Metadata(document="59"), Metadata(document="d59"), id="a document's number"),
        pytest.param(Metadata(document="9A"), Metadata(document="d9A"), id="a document with a letter"),
        pytest.param(Metadata(date="1939"), Metadata(date="1939"), id="a year"),
        pytest.param(Metadata(date="1939-09"), Metadata(date="1939-09"), id="a month"),
        pytest.param(Metadata(date="1939-09-04"), Metadata(date="1939-09-04"), id="a day"),
        pytest.param(Metadata(date="1940-02-29"), Metadata(date="1940-02-29"), id="a leap day"),
        pytest.param(Metadata(date="1939-09-04T11:00"), Metadata(date="1939-09-04T11:00:00"), id="a time"),
        pytest.param(Metadata(date="1939-09-04T11:00:30"), Metadata(date="1939-09-04T11:00:30"), id="seconds"),
        pytest.param(Metadata(date="1939-09-04T11:00Z"), Metadata(date="1939-09-04T11:00:00+00:00"), id="UTC"),
        pytest.param(
            Metadata(date="1939-09-04T11:00:30Z"), Metadata(date="1939-09-04T11:00:30+00:00"), id="UTC, seconds"
        ),
        pytest.param(
            Metadata(date="1939-09-04T11:00-05:00"), Metadata(date="1939-09-04T11:00:00-05:00"), id="an offset"
        ),
        pytest.param(
            Metadata(date="1939-09-04T11:00:30+09:00"),
            Metadata(date="1939-09-04T11:00:30+09:00"),
            id="seconds, an offset",
        ),
        pytest.param(Metadata(pages="62"), Metadata(pages="62"), id="a page"),
        pytest.param(Metadata(pages="62-63"), Metadata(pages="62-63"), id="pages"),
        pytest.param(Metadata(pages="62–63"), Metadata(pages="62–63"), id="pages with a dash"),
        pytest.param(Metadata(pages="XII-XIV"), Metadata(pages="XII-XIV"), id="roman pages"),
        pytest.param(Metadata(pages="xii"), Metadata(pages="xii"), id="a roman page"),
        pytest.param(Metadata(pages="63-A"), Metadata(pages="63-A"), id="an inserted leaf"),
        pytest.param(Metadata(pages="63-A–64"), Metadata(pages="63-A–64"), id="from an inserted leaf on"),
        pytest.param(Metadata(pages="[3]"), Metadata(pages="[3]"), id="a page without a printed number"),
        pytest.param(Metadata(place="São Tomé"), Metadata(place="São Tomé"), id="a place"),
    ],
)
def test_checked(given: Metadata, expected: Metadata) -> None:
    assert checked(given) == expected
    assert checked(expected) == expected


@pytest.mark.parametrize(
    "given",
    [
        Metadata(volume="1939v03"),
        Metadata(volume="frus39v03"),
        Metadata(volume="frus 1939v03"),
        Metadata(volume="frus1939v03/d59"),
        Metadata(volume="III"),
        Metadata(document="x59"),
        Metadata(document="d"),
        Metadata(document="d59-60"),
        Metadata(document="d59ab"),
        Metadata(document="fifty"),
        Metadata(date="4 September 1939"),
        Metadata(date="1939-9-4"),
        Metadata(date="1939-13-01"),
        Metadata(date="1939-09-32"),
        Metadata(date="1939-02-30"),
        Metadata(date="1939-06-31"),
        Metadata(date="1939-02-29"),
        Metadata(date="0000"),
        Metadata(date="1939-09-04T11:00+99:99"),
        Metadata(date="1939-09-04 11:00"),
        Metadata(date="1939-09-04T11"),
        Metadata(date="1939-09-04T24:00"),
        Metadata(date="1939-09-04T11:60"),
        Metadata(date="39-09-04"),
        Metadata(date="1939-09T11:00"),
        Metadata(pages="p. 62"),
        Metadata(pages="62,63"),
        Metadata(pages="62-"),
        Metadata(pages="6x"),
        Metadata(pages="sixty"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(given: Metadata) -> None:
    value = next(value for value in given if value)
    with pytest.raises(UsageError, match=r"one reads like|they read like") as caught:
        checked(given)
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "volume", "document"),
    [
        ("frus1939v03-d59.txt", "frus1939v03", "d59"),
        ("frus1939v03_d59.txt", "frus1939v03", "d59"),
        ("frus1939v03 d59.txt", "frus1939v03", "d59"),
        ("texts/1939/frus1939v03-d59.txt", "frus1939v03", "d59"),
        ("FRUS1939V03-D59.TXT", "frus1939v03", "d59"),
        ("frus1969-76v20-d412.txt", "frus1969-76v20", "d412"),
        ("frus1951v07p1-d12.txt", "frus1951v07p1", "d12"),
        ("frus1861-d12.txt", "frus1861", "d12"),
        ("frus1939v03-d9a.txt", "frus1939v03", "d9a"),
        ("frus1939v03-d59.raw.txt", "frus1939v03", "d59"),
        ("my frus1939v03-d59 (2).txt", "frus1939v03", "d59"),
        ("frus1939v03-d59", "frus1939v03", "d59"),
        ("frus1939v03-d59_copy.txt", "frus1939v03", "d59"),
        ("frus1952-54Guat-d44.txt", "frus1952-54Guat", "d44"),
        ("frus1919Parisv01-d9A.txt", "frus1919Parisv01", "d9A"),
        ("telegram.txt", None, None),
        ("d59.txt", None, None),
        ("frus1939v03.txt", None, None),
        ("frus1939v03-d59/telegram.txt", None, None),
        ("", None, None),
    ],
)
def test_from_name(name: str, volume: str | None, document: str | None) -> None:
    assert from_name(name) == Metadata(volume=volume, document=document)


@pytest.mark.parametrize(
    ("url", "volume", "document"),
    [
        (f"{SITE}/frus1939v03/d59", "frus1939v03", "d59"),
        (f"{SITE}/frus1939v03/d59#fn1", "frus1939v03", "d59"),
        (f"{SITE}/frus1939v03/d59?print=true", "frus1939v03", "d59"),
        (f"{SITE}/frus1939v03/d59/", "frus1939v03", "d59"),
        (f"{SITE}/frus1952-54Guat/d9A", "frus1952-54Guat", "d9A"),
        ("historicaldocuments/frus1939v03/d59", "frus1939v03", "d59"),
        (f"{SITE}/frus1939v03/pg_63", "frus1939v03", None),
        (f"{SITE}/frus1939v03", "frus1939v03", None),
        ("https://example.org/1939", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_from_url(url: str | None, volume: str | None, document: str | None) -> None:
    assert from_url(url) == Metadata(volume=volume, document=document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Metadata(), id="empty"),
        pytest.param("# nothing yet\n\n---\n...\n", Metadata(), id="comments and marks"),
        pytest.param("volume: frus1939v03\ndocument: d59\n", Metadata("frus1939v03", "d59"), id="two"),
        pytest.param("document: 59", Metadata(document="d59"), id="a number is text"),
        pytest.param("date: 1939-09-04", Metadata(date="1939-09-04"), id="a date is text"),
        pytest.param("date: 1939-09-04T11:00", Metadata(date="1939-09-04T11:00:00"), id="in regular form"),
        pytest.param("place: São Tomé", Metadata(place="São Tomé"), id="accents"),
        pytest.param("place: Washington, D.C.", Metadata(place="Washington, D.C."), id="punctuation"),
        pytest.param('place: "Oslo: the port"', Metadata(place="Oslo: the port"), id="double quotes"),
        pytest.param("place: 'Oslo # 2'", Metadata(place="Oslo # 2"), id="single quotes"),
        pytest.param("place: 'Val d''Or'", Metadata(place="Val d'Or"), id="a doubled quote"),
        pytest.param("place: Oslo # the port", Metadata(place="Oslo"), id="a comment behind it"),
        pytest.param('place: "Oslo" # the port', Metadata(place="Oslo"), id="a comment behind quotes"),
        pytest.param(f"url: {SITE}/frus1939v03/d59#fn1", Metadata(url=f"{SITE}/frus1939v03/d59#fn1"), id="an address"),
        pytest.param("Place :  Oslo  ", Metadata(place="Oslo"), id="capital and blanks"),
        pytest.param("\ufeffplace: Oslo\r\npages: 62-63\r\n", Metadata(place="Oslo", pages="62-63"), id="BOM and CRLF"),
        pytest.param("place:\n", Metadata(place=""), id="without a value"),
    ],
)
def test_from_sidecar(tmp_path: Path, text: str, expected: Metadata) -> None:
    path = tmp_path / "telegram.yaml"
    path.write_bytes(text.encode())
    assert from_sidecar(str(path)) == expected


def test_no_sidecar(tmp_path: Path) -> None:
    assert from_sidecar(str(tmp_path / "telegram.yaml")) == Metadata()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("place: Oslo\nauthor: Olding\n", ":2", id="an unknown key"),
        pytest.param("place: Oslo\n\n# x\nOslo\n", ":4", id="no key"),
        pytest.param("place:\n  - Oslo\n", ":2", id="a list"),
        pytest.param("[place, Oslo]", ":1", id="in brackets"),
        pytest.param("place: [Oslo]", ":1", id="a list in brackets"),
        pytest.param("place: {a: b}", ":1", id="a mapping in brackets"),
        pytest.param("place: |", ":1", id="a text of several lines"),
        pytest.param('place: "Oslo', ":1", id="a quote that is not closed"),
        pytest.param('place: "Oslo" and more', ":1", id="text behind a quote"),
        pytest.param("place: Oslo\nplace: Bergen", ":2", id="a key twice"),
        pytest.param("date: yesterday", "", id="no date"),
        pytest.param("document: fifty", "", id="no document"),
    ],
)
def test_a_sidecar_that_is_refused(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "telegram.yaml"
    path.write_text(text)
    with pytest.raises(SourceError) as caught:
        from_sidecar(str(path))
    assert str(caught.value).startswith(f"{path}{line}: ")


def test_a_sidecar_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "telegram.yaml"
    path.write_bytes(b"place: S\xe3o Tom\xe9")
    with pytest.raises(SourceError, match="cannot be read"):
        from_sidecar(str(path))


class TestGathered:
    """Options go before the sidecar, the sidecar before the file's name, the name before the address."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> str:
        (tmp_path / "frus1939v03-d59.yaml").write_text(f"document: d60\nplace: Oslo\nurl: {SITE}/frus1941v04/d99\n")
        return str(tmp_path / "frus1939v03-d59.txt")

    def test_options_first(self, source: str) -> None:
        known = gathered(source, Metadata(document="61", place="Bergen"))
        assert (known.document, known.place, known.volume) == ("d61", "Bergen", "frus1939v03")

    def test_then_the_sidecar(self, source: str) -> None:
        known = gathered(source, Metadata())
        assert (known.document, known.place) == ("d60", "Oslo")

    def test_then_the_name(self, tmp_path: Path) -> None:
        known = gathered(str(tmp_path / "frus1939v03-d59.txt"), Metadata(url=f"{SITE}/frus1941v04/d99"))
        assert (known.volume, known.document) == ("frus1939v03", "d59")

    def test_then_the_address(self, tmp_path: Path) -> None:
        known = gathered(str(tmp_path / "telegram.txt"), Metadata(url=f"{SITE}/frus1941v04/d99"))
        assert (known.volume, known.document) == ("frus1941v04", "d99")

    def test_the_address_in_the_sidecar(self, tmp_path: Path) -> None:
        (tmp_path / "telegram.yaml").write_text(f"url: {SITE}/frus1941v04/d99\n")
        known = gathered(str(tmp_path / "telegram.txt"), Metadata())
        assert (known.volume, known.document) == ("frus1941v04", "d99")

    def test_a_name_without_a_suffix(self, tmp_path: Path) -> None:
        (tmp_path / "telegram.yaml").write_text("place: Oslo\n")
        assert gathered(str(tmp_path / "telegram"), Metadata()).place == "Oslo"

    def test_standard_input_has_no_sidecar(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "<stdin>.yaml").write_text("place: Oslo\n")
        monkeypatch.chdir(tmp_path)
        assert gathered("<stdin>", Metadata(date="1939")) == Metadata(date="1939")

    def test_options_are_checked(self, source: str) -> None:
        with pytest.raises(UsageError):
            gathered(source, Metadata(date="yesterday"))
