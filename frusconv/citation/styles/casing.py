"""Capitals in titles, which print sets as the Office does, and the handbooks each in their own way.

Only what is sure is changed: words that in headings and titles of this series are never part of a name.
"""

from __future__ import annotations

from functools import lru_cache

from frusconv.pattern import Pattern

_WORD = Pattern(r"[^\W\d_]+")
# Prepositions up to four letters long are small inside a title in Chicago (17th edition, 8.159; 18th, chapter 8) and
# MLA (9th edition, chapter 2); the Office prints `Letter From`.
_PREPOSITIONS = frozenset("At By For From In Into Of On Over To Upon Via With".split())
# Words for documents and what they are on.
_COMMON = _PREPOSITIONS | frozenset(
    (
        "Airgram Between Circular Concerning Conclusions Conversation Discussion Draft Editorial Excerpt "
        "Extract Letter Meeting Memorandum Minutes Note Notes Paper Prepared Record Regarding Report Summary "
        "Telegram Telephone Transcript Undated"
    ).split()
)
# Words in the titles of volumes and series.
_IN_VOLUMES = _PREPOSITIONS | frozenset(
    (
        "Accompanying Account Affairs Aftermath Against Aid Appendix Armaments Arms Arrest Assassination Assistance "
        "Atomic Attempted Between Certain Claim Claims Commodities Commodity Community Condolence Conference "
        "Conferences Conflict Control Cooperation Correspondence Country Crisis Defense Development Developments "
        "Diplomacy Diplomatic Disarmament Dispute Documents Drugs Duties Economic Emergence Energy Establishment "
        "Events Exchanges Foreign Foundations Fur General Global Human Humanitarian Immigration Import Index "
        "Industrialized Information Inspired Integration Intelligence International Issues Late Management Matter "
        "Matters Meetings Memorial Microfiche Ministers Missile Monetary Multilateral National Nonproliferation "
        "Organization Papers Policies Policy Political Proceedings Products Program Public Question Refugees Region "
        "Regional Regulation Relating Relations Relative Republics Respective Revolution Rights Scientific Sealing "
        "Seals Security Seizure Social Summit Supplement Sympathy Terrorism The These Trade Transmitted Vessels War"
    ).split()
)
# Names that are made of such words.
_NAMES = Pattern(
    r"The Hague|Peace Conference|(?!The )[A-Z]\w{1,40} Conference|Council of Foreign Ministers|World War|White Paper|"
    r"National Security Council|Policy Planning Staff|National Intelligence Estimate"
)
_INITIAL = Pattern(r"\b[A-Z]\.\s*$")


def headline(title: str) -> str:
    """Return a heading with its short prepositions small: `Letter from President Roe`."""
    return _lowered(title, _PREPOSITIONS)


def sentence_case(heading: str) -> str:
    """Return a heading with capitals where a sentence has them: `Memorandum of conversation`."""
    return _lowered(heading, _COMMON)


def volume_in_sentence_case(title: str) -> str:
    """Return a volume's or the series' title likewise: `Foreign relations of the United States`."""
    return _lowered(title, _IN_VOLUMES)


@lru_cache(maxsize=1024)
def _lowered(title: str, words: frozenset[str]) -> str:
    """Return a title with some of its words small, if they begin neither it nor a part behind a colon or full stop."""
    names = [found.span() for found in _NAMES.finditer(title)]
    out, end = [], 0
    for found in _WORD.finditer(title):
        at = found.start()
        if found[0] in words and not _begins(title[:at]) and not any(start <= at < stop for start, stop in names):
            out += [title[end:at], found[0].lower()]
            end = found.end()
    return "".join((*out, title[end:]))


def _begins(before: str) -> bool:
    """Tell whether a word begins a title or subtitle by what stands before it."""
    before = before.rstrip("“‘\"'([ ")
    return not before or (before.endswith((":", ".", "?", "!", "—")) and not _INITIAL.search(before))
