"""Names of people: entries of lists in their own order, footnotes that are a name, and forms that can be compared."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.pattern import Pattern

_VARIANT = Pattern(r" ?(?:\([^()]*\)|\[[^\[\]]*\])")
_NICKNAME = Pattern(r",? ?[“\"][^“”\"]*[”\"](?: or [“\"][^“”\"]*[”\"])*")
_GENERATION = r"(?:Jr\.|Sr\.|Jr|Sr|II|III|IV|2d|3d)"
_ONLY_GENERATION = Pattern(_GENERATION)
_BEHIND_GIVEN = Pattern(rf"(.*[^ ,]),? ({_GENERATION})")
_BEFORE_GENERATION = Pattern(r",(?= [js]r\.(?!\w))")
_ARTICLE = Pattern(r"(?:the|an?) ")
# A dot stands behind an initial, and behind a short form that is not the last word (`Wm. Grey`).
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'–-]*(?:\.(?= ))?)"
_PARTICLE = r"(?:(?:de|la|le|von|van|der|den|du|del|della|di|da|bin|ibn) )"
_NAME_NOTE = Pattern(
    rf"(?P<name>{_WORD}(?: {_PARTICLE}{{0,2}}{_WORD}){{1,4}}(?:,? {_GENERATION}(?!\w))?)"
    r"(?:, (?:(?:then|at this time|at that time) )?(?P<office>(?:the )?[A-Z][^.;:]{2,150}))?\.?"
)
# The days in office, behind it: `Secretary of State, March 1933–November 1944`.
_TENURE = Pattern(r"(?:, | \(|,? (?:from|since|until|after) )(?:[A-Z][a-z]{2,8} )?\d.*")
# What stands before a name and is none; a footnote that has one gives no more than the heading does.
_TITLES = frozenset(
    (
        "Ambassador Minister Consul Counselor Secretary Assistant Under Deputy Acting Chargé President Vice Premier "
        "Prime Foreign Senator Representative Congressman Governor General Colonel Major Captain Admiral Lieutenant "
        "Brigadier Marshal Commander Chairman Director Mr. Mrs. Miss Ms. Dr. Messrs. Sir Lord King Queen Prince "
        "Department Embassy Legation Mission The See For Not Repeated Drafted Printed Copy Received Telegram Same"
    ).split()
)


class NamedOffice(NamedTuple):
    """What a footnote says of the holder of an office; `office` is None where it has the name alone."""

    name: str
    office: str | None


def own_order(entry: str) -> str | None:
    """Return the name of a list's entry in its own order: `Grey, Jane A., Jr.` is `Jane A. Grey, Jr.`.

    Other spellings in brackets and nicknames in quotation marks are left out. What is not of the form stays as it is.
    """
    printed = " ".join(entry.split())
    plain = _NICKNAME.sub("", _VARIANT.sub("", printed)).strip(" ,")
    family, *others = [part.strip() for part in plain.split(",")]
    generation = others.pop() if len(others) > 1 and _ONLY_GENERATION.fullmatch(others[-1]) else ""
    if len(others) != 1 or not family or not others[0]:
        return plain or printed.strip(" ()[],") or None
    given = others[0]
    behind = _BEHIND_GIVEN.fullmatch(given)
    if behind:
        given, generation = behind[1], behind[2]
    name = f"{given}{'' if given.endswith(('-', '–')) else ' '}{family}"
    if not generation:
        return name
    return f"{name}{', ' if generation[0] in 'JS' else ' '}{generation}"


def named_in_note(text: str) -> NamedOffice | None:
    """Return the name that a footnote is (`Jane A. Grey.`, `Jane A. Grey, Secretary of State.`), or None.

    A note that says more than that is none.
    """
    found = _NAME_NOTE.fullmatch(text.strip())
    if found is None or not _TITLES.isdisjoint(found["name"].split()):
        return None
    office = found["office"]
    return NamedOffice(found["name"], _TENURE.sub("", office) if office else None)


def is_called(short: str, full: str) -> bool:
    """Tell whether `short` is the end of a full name: `Grey` of `Jane A. Grey, Jr.`."""
    behind = _BEHIND_GIVEN.fullmatch(full)
    return f" {behind[1] if behind else full}".casefold().endswith(f" {short}".casefold())


def comparable(text: str) -> str:
    """Return a name or office in the form by which two are compared: case, blanks and a first article do not count.

    Nor do the shapes of apostrophes and dashes, and a comma before `Jr.`
    """
    plain = " ".join(text.split()).casefold().strip(" ,;").replace("’", "'").replace("–", "-")
    if "r." in plain:
        plain = _BEFORE_GENERATION.sub("", plain)
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
