"""What --fix does to a file: the edits of findings, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

import pytest

from frusconv.errors import SourceError
from frusconv.model import FileSource, Position
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.fixing import difference, fixed


def replaced(*pairs: tuple[bytes, bytes]) -> Callable[[FileSource], Iterable[Finding]]:
    """Return a check that finds each first thing wrong and would have the second there."""

    def check(source: FileSource) -> Iterable[Finding]:
        data = source.open().read()
        for wrong, right in pairs:
            at = data.find(wrong)
            if at >= 0:
                yield Finding("rule", "wrong", Position(1, at + 1), None, (Edit(at, at + len(wrong), right),))

    return check


def test_only_the_edits() -> None:
    result = fixed("<p>Zürich  is  far\r\n</p>".encode(), "a.xml", replaced((b"h  i", b"h i"), (b"s  f", b"s f")))
    assert result.data == "<p>Zürich is far\r\n</p>".encode()
    assert (result.mended, result.left) == (2, ())


def test_edits_that_meet_are_made_one_after_the_other() -> None:
    result = fixed(b"<p>abcd</p>", "a.xml", replaced((b"abc", b"x"), (b"cd", b"y"), (b"xd", b"z")))
    assert (result.data, result.mended) == (b"<p>z</p>", 2)


def test_edits_without_end_end() -> None:
    numbers = count()

    def check(source: FileSource) -> Iterable[Finding]:
        data = source.open().read()
        yield Finding("rule", "wrong", Position(1, 1), None, (Edit(0, len(data), b"%d" % next(numbers)),))

    result = fixed(b"<p/>", "a.xml", check)
    assert (result.mended, len(result.left)) == (5, 1)


def test_several_edits_of_one_finding_belong_together() -> None:
    def check(source: FileSource) -> Iterable[Finding]:
        data = source.open().read()
        if b"(" in data:
            first, last = data.index(b"("), data.index(b")")
            yield Finding("a", "", Position(1, 1), None, (Edit(last, last + 1, b"]"), Edit(first, first + 1, b"[")))
            yield Finding("b", "", Position(1, 1), None, (Edit(first + 1, first + 2, b"X"),))

    assert fixed(b"<p>(x)</p>", "a.xml", check).data == b"<p>[x]</p>"


def test_other_encodings_are_refused() -> None:
    with pytest.raises(SourceError, match=r"a\.xml: not UTF-8 at byte 3"):
        fixed(b"<p>\xfc</p>", "a.xml", replaced())


def test_difference() -> None:
    lines = list(difference(b"<p>\none\n</p>", b"<p>\ntwo\n</p>", "/x/a.xml"))
    assert lines[:2] == ["--- a/x/a.xml\n", "+++ b/x/a.xml\n"]
    assert "-one\n" in lines
    assert "+two\n" in lines
    assert lines[-1].endswith("No newline at end of file\n")
    assert not list(difference(b"same", b"same", "a.xml"))
