"""What the values of attributes may be, each as a function of Python and as RELAX NG."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2c00-\u2fef\u3001-\ud7ff"
)
_NAME = f"[{_START}][-.0-9\u00b7{_START}]*"
_ZONE = r"(?:Z|[-+](?:0[0-9]|1[0-3]):[0-5][0-9]|[-+]14:00)?"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
# Forms of dates by the names that XML Schema has for them (XML Schema part 2, section 3.2).
_DATES = {
    "date": f"{_DAY}{_ZONE}",
    "dateTime": f"{_DAY}T{_TIME}{_ZONE}",
    "gYearMonth": f"{_MONTH}{_ZONE}",
    "gYear": f"[0-9]{{4}}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
}
# A colon stands behind a scheme, or in what follows on a path's first step (RFC 3986, section 4.2).
_POINTER = r"[a-zA-Z][-+.a-zA-Z0-9]*:\S*|[^\s:/?#]*([/?#]\S*)?"
_LANGUAGE = r"([a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*)?"
_BLANKS = " \t\r\n"
_ANY = "<text/>"
_WORDS = '<list><oneOrMore><data type="token"/></oneOrMore></list>'


class Datatype:
    """What a value may be: `takes` tells whether it is one, `says` what it has to be, `relax` is RELAX NG for it.

    `listed` are values beyond which others are taken too, but told of. `quick` takes no value that is wrong or to be
    told of, but not all that are right; it is None where any text is right.
    """

    __slots__ = ("listed", "quick", "relax", "says", "takes")

    def __init__(
        self, takes: Callable[[str], object], says: str, relax: str, quick: Callable[[str], object] | None = None
    ) -> None:
        self.takes = takes
        self.says = says
        self.relax = relax
        self.listed: tuple[str, ...] = ()
        self.quick = None if relax == _ANY else quick or takes


class _Known(dict[str, bool]):
    """What was found of values, so that one that comes again is only looked up."""

    def __init__(self, takes: Callable[[str], bool]) -> None:
        self._takes = takes

    def __missing__(self, value: str) -> bool:
        if len(self) > 5000:
            self.clear()
        found = self[value] = self._takes(value)
        return found


@cache
def _matcher(pattern: str) -> Callable[[str], object]:
    """Return what matches a pattern; to make it takes longer than all else that a short document needs."""
    import re

    return re.compile(pattern).fullmatch


def _fits(pattern: str, value: str) -> bool:
    return _matcher(pattern)(value) is not None


@lru_cache(4096)
def _is_date(value: str) -> bool:
    value = value.strip(_BLANKS)
    if len(value) == 10 and value.isascii() and f"{value[:4]}{value[5:7]}{value[8:]}".isdigit():
        return value[4] == value[7] == "-" and _is_in_calendar(value)
    if "T" in value:
        return _is_moment(value)
    forms = ("time",) if value[2:3] == ":" else ("date", "gYearMonth", "gYear")
    return any(_fits(_DATES[form], value) for form in forms) and _is_in_calendar(value)


@lru_cache(4096)
def _is_moment(value: str) -> bool:
    value = value.strip(_BLANKS)
    return _fits(_DATES["dateTime"], value) and _is_in_calendar(value)


def _is_in_calendar(value: str) -> bool:
    """Tell whether there is the day that a value begins with, if it begins with one."""
    if value[:4] == "0000":
        return False
    if value[4:5] != "-" or value[7:8] != "-":
        return True
    year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def _are_pointers(value: str) -> bool:
    words = value.split()
    return bool(words) and (":" not in value or all(map(_is_pointer, words)))


def _is_pointer(word: str) -> bool:
    return word.startswith(("#", "http:", "https:")) or _fits(_POINTER, word)


def _is_name(value: str) -> bool:
    plain = value.replace("-", "_").replace(".", "_")
    if plain.isascii() and plain.isidentifier() and value[0] not in "-.":
        return True
    return _fits(_NAME, value.strip(_BLANKS))


def _is_language(value: str) -> bool:
    return (len(value) == 2 and value.isascii() and value.isalpha()) or _fits(_LANGUAGE, value.strip(_BLANKS))


def _data(name: str, pattern: str) -> str:
    # XML Schema has no groups without a number. Blanks at the ends go before the pattern is looked at, but not in
    # libxml2 for all types.
    plain = pattern.replace("(?:", "(")
    return f'<data type="{name}"><param name="pattern">\\s*({plain})\\s*</param></data>'


def _dates(*names: str) -> str:
    written = [_data(name, _DATES[name]) for name in names]
    return written[0] if len(written) == 1 else f"<choice>{''.join(written)}</choice>"


def _by_pattern(pattern: str, says: str) -> Datatype:
    return Datatype(lambda value: _fits(pattern, value.strip(_BLANKS)), says, _data("token", pattern))


@cache
def datatypes() -> dict[str, Datatype]:
    """Return the types by the names that the table of elements has for them."""
    pointers = f"<list><oneOrMore>{_data('token', _POINTER)}</oneOrMore></list>"
    day = "a day, month, year or moment: `1949-05-02`, `1949-05`, `1949`, `1949-05-02T16:00:00+09:00`"
    return {
        "any": Datatype(bool, "any text", _ANY),
        "id": Datatype(_is_name, "an id: a letter, then letters, digits, `_`, `-` and `.`", '<data type="NCName"/>'),
        "name": Datatype(_is_name, "a single word that begins with a letter", '<data type="NCName"/>'),
        "words": Datatype(str.split, "one or several words", _WORDS),
        "pointers": Datatype(
            _are_pointers, "an address, or `#` and an id", pointers, quick=_Known(_are_pointers).__getitem__
        ),
        "language": Datatype(_is_language, "the tag of a language, such as `en`", _data("token", _LANGUAGE)),
        "count": _by_pattern(r"\+?[0-9]+", "a whole number"),
        "number": _by_pattern(r"[-+]?[0-9]+(\.[0-9]*)?", "a number"),
        "date": Datatype(_is_date, day, _dates(*_DATES)),
        "moment": Datatype(_is_moment, "a moment: `1949-05-02T16:00:00-05:00`", _dates("dateTime")),
        "truth": closed("true", "false", "1", "0"),
        "certainty": closed("high", "medium", "low", "unknown"),
    }


def _one_of(values: tuple[str, ...]) -> str:
    return "one of " + ", ".join(f"`{value}`" for value in values)


def closed(*values: str) -> Datatype:
    """Return the type of a closed list of values."""
    known = frozenset(values)
    relax = "".join(f"<value>{value}</value>" for value in values)
    return Datatype(
        lambda value: " ".join(value.split()) in known,
        _one_of(values),
        f"<choice>{relax}</choice>" if len(values) > 1 else relax,
        quick=known.__contains__,
    )


def open_list(*values: str) -> Datatype:
    """Return the type of a list of values beyond which others are taken too."""
    datatype = Datatype(str.split, _one_of(values), _WORDS, quick=frozenset(values).__contains__)
    datatype.listed = values
    return datatype
