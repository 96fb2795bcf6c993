"""How likely a number is a note marker, by what stands before and behind it: weights of a likelihood's logarithm."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern

# Below this, a number is no marker whatever the list says.
HOPELESS = -6.0
CLOSING = frozenset(".,;:?!)”’\"']…")
_CENTURIES = ("17", "18", "19", "20")
_MONTH_BEFORE = Pattern(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.? $"
)
_MONTH_AFTER = Pattern(r"(?: \[\d\d?\])? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b")
# A reference goes on with its date, and markers stand at the end of the whole: `Deptel 901, March 23.2`.
_DATE_AFTER = Pattern(r",? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d")
_YEAR_AFTER = Pattern(r", (?:1[789]|20)\d\d\b")
_NUMBERED_BEFORE = Pattern(r"\b(?:Nos?|nos?|pp?|Vols?|vols?|Art|art|Secs?|secs?|ch|Ch|paras?|par|Rev|Add|Corr)\.$")
# What stands before a year, and not before the number of a telegram.
_YEAR_BEFORE = Pattern(r"(?:\d,|\b(?:[Ii]n|since|during|until|till|year|by|of|from|before|after|to|early|late|and)) $")
# What stands before the number of a telegram or despatch, which notes are put on most.
_REFERENCE_BEFORE = Pattern(
    r"(?:(?:[Tt]el|TEL)(?:s|egrams?)?|[A-Z][a-z]*tels?|[Uu]rtels?|(?:[Dd]espatch|[A-Z][a-z]+desp)(?:es)?|[Nn]os?\."
    r"|[A-Z][a-z]+(?:to|cus|goc|us|hic|ga|sec|del|pol|isa)\]?"
    r"|[A-Z][a-z]+’s|[Yy]our|[Mm]y|[Rr]eur|[Rr]e"
    r"|Circular|CIRTEL|[Cc]irtel|[Aa]irgrams?|and|or|,) $"
)
# A post by its name: `Bangkok 132`; not a month, nor what else is numbered.
_POST_BEFORE = Pattern(
    r"\b(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Article|Section|Chapter|Part|Page|Group|Paragraph|Table|Title)"
    r"[A-Z][a-z]{3,} $"
)
# The same, but for words that stand before any number.
_TELEGRAM_BEFORE = Pattern(
    r"\b(?:(?:[Tt]el|TEL)(?:s|egrams?)?|[A-Z][a-z]*tels?|[Uu]rtels?|[Dd]espatch(?:es)?|[Aa]irgrams?"
    r"|[A-Z][a-z]+(?:to|cus|goc|us|hic|sec)) $"
)
# A part of a document that is named by one letter: `(Tab A4)`.
_LETTERED_BEFORE = Pattern(
    r"\b(?:[Tt]ab|TAB|[Aa]nnex|[Aa]ppendix|[Ee]nclosure|[Aa]ttachment|[Pp]lan|[Ee]xhibit) [A-Z]$"
)
# What is counted or measured: a number before it is no marker.
_COUNTED = Pattern(r" (?:million|billion|thousand|per ?cent|percent|percentage|miles|tons|kilometers|degrees)\b")
# What these begin with, which is looked at first: most numbers are followed by something else.
_BEGIN_COUNTED, _BEGIN_TIME = frozenset("mbtpkd"), frozenset("ap")
_LAST_WORD = Pattern(r"[^\W_]{1,30}$")
_TIME_OF_DAY = Pattern(r"\s?[ap]\.\s?m\b")
# An airgram (`A–287`, `CA–12`), where other letters name papers or types of planes (`C-141`).
_AIRGRAM_BEFORE = Pattern(r"(?<!\w)C?A[–-]$")
# A telegram’s own number in a series, behind its number: `182. Gocus 592.`.
_OWN_NUMBER = Pattern(r"\d{1,5}\. [A-Z]\w+ $")
# A number that counts on from another: `paragraphs 44 and 45`.
_COUNTING = Pattern(r"(\d{1,4})(?:,| and| or| to|, and) $")
_SUM_BEFORE = Pattern(r"[$£]\d[\d,]{0,12}\.$")
_SERIAL = Pattern(r"\d/$")


def ends_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a number stands behind the last name of a heading, a blank between: `… (Doe) 1`."""
    return end == len(text) and end - start <= 2 and text[start - 2 : start] == ") "


def score_behind_blank(text: str, start: int, end: int) -> float:
    """Score a number that stands alone (the blank before it is at `start`): nearly all of them are no markers."""
    if _MONTH_BEFORE.search(text, max(0, start - 10), start + 1) or _MONTH_AFTER.match(text, end):
        return -4.0
    if _COUNTED.match(text, end) or _REFERENCE_BEFORE.search(text, max(0, start - 20), start + 1):
        return -3.0
    if text[start - 1] in CLOSING:
        following = text[end + 1 : end + 2]
        return 3.0 if not following or following.isalpha() else 1.0
    if end == len(text):
        return 2.0 if text[start - 1].islower() else 0.0
    return 0.5 if text[start - 1].islower() and text[end + 1 : end + 2].islower() else -1.0


def refers(text: str, start: int) -> bool:
    """Tell whether the number at `start` stands where a telegram's or a paper's number does."""
    if text[start - 1] in "–-" and text[start - 2 : start - 1].isupper():
        return _AIRGRAM_BEFORE.search(text, max(0, start - 4), start) is not None
    if text[start - 1] in "–-/" or _REFERENCE_BEFORE.search(text, max(0, start - 20), start):
        return True
    return _POST_BEFORE.search(text, max(0, start - 14), start) is not None


def _is_counted_on(text: str, start: int, run: int) -> bool:
    """Tell whether the number `run` at `start` counts on from the one before it."""
    before = _COUNTING.search(text, max(0, start - 10), start)
    return before is not None and 0 < run - int(before[1]) <= 2


def score_after(text: str, end: int) -> float:
    """Score what follows a number: a marker ends a word."""
    following = text[end : end + 2]
    if not following:
        return 0.5
    if following[0].isspace():
        if following[1:] in _BEGIN_TIME and _TIME_OF_DAY.match(text, end):
            return HOPELESS
        return -2.5 if following[1:] in _BEGIN_COUNTED and _COUNTED.match(text, end) else 0.5
    if following[0] in ')]”’"—…[(':
        return -1.5 if following[1:].isdigit() and following[0] in ")]" else 0.0
    if following[0] in ",.;:?!":
        return HOPELESS if following[1:].isalnum() else -0.5
    if following[0] in "–-" and following[1:].isalpha():  # `Olding2–Grane talks`
        return -1.0
    return HOPELESS


def score_whole(text: str, start: int, end: int) -> float:
    """Score a number glued to what is no digit."""
    before = text[start - 1]
    if before.isalpha():
        word = _LAST_WORD.search(text, max(0, start - 30), start)
        letters = word[0] if word else before
        if before.islower():
            return 4.0
        if len(letters) > 1 or _LETTERED_BEFORE.search(text, max(0, start - 14), start):
            return 2.0 if len(letters) > 1 else 3.0
        return 0.0
    if before in ".,":
        return _score_behind_stop(text, start, end)
    if before in CLOSING:
        if before == ":" and text[start - 2 : start - 1].isdigit():
            return -1.0 if end - start == 2 else 1.5
        return 4.25 if before in ";:?!" else 4.0
    return -7.0 if before in "-–/$£(#“[" else -1.0


def _score_behind_stop(text: str, start: int, end: int) -> float:
    """Score a number behind a full stop or comma, which may be a decimal or part of a large number."""
    if start < 2 or text[start - 2] in "–-":
        return -2.0
    if text[start - 2] == " ":
        return 2.0
    if not text[start - 2].isdigit():
        if text[start - 1] == "." and _NUMBERED_BEFORE.search(text, max(0, start - 8), start):
            return -3.0
        return 4.25  # Of two like places, that behind the stop is the likelier.
    if text[start - 1] == ",":
        return -4.0 if end - start == 3 else 2.5
    if start < 8 and text[: start - 1].isdigit():
        return -3.0  # `1.1 The dues`: a number of a section
    if _SUM_BEFORE.search(text, max(0, start - 16), start):
        return -4.0
    following = text[end : end + 3].lstrip(")”’")[:2]
    ends_sentence = following.strip() == "" or following[1:].isupper() or following[1:].isdigit()
    return 1.5 if ends_sentence else -0.5


def split_scores(text: str, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Yield the places where a marker could be cut off the number from `start` to `end`, each with its score.

    `Jun 141` is June 14 and note 1.
    """
    cuts = [cut for cut in range(max(start + 1, end - 3), end) if text[cut] != "0"]
    if not cuts:
        return
    flat = _score_any_split(text, start, end)
    # The number of a dated paper goes on with its date, and a telegram's own number is none with a note.
    dated = 1.0 if text[end : end + 1] in (" ", ",") and _DATE_AFTER.match(text, end) else 0.0
    own = 1.5 if start < 20 and _OWN_NUMBER.fullmatch(text, 0, start) else 0.0
    month = _MONTH_BEFORE.search(text, max(0, start - 11), start) if text[start - 1] == " " else None
    for cut in cuts:
        score = -0.6 * (end - cut - 1)
        if flat is not None:
            yield cut, score + flat
        else:
            yield cut, _score_split(text, range(start, end), cut, score - dated - own, month is not None)


def _score_any_split(text: str, start: int, end: int) -> float | None:
    """Return the score of a number that is none with a marker wherever it is cut, or None."""
    if end - start <= 2 and int(text[start:end]) <= 31 and _MONTH_AFTER.match(text, end):
        return -4.0
    return -3.0 if text[start - 1] == " " and _is_counted_on(text, start, int(text[start:end])) else None


def _score_split(text: str, place: range, cut: int, score: float, is_behind_month: bool) -> float:
    """Add to `score` what the number before `cut` is worth, and what it was with the marker."""
    start = place.start
    number, run = text[start:cut], text[start : place.stop]
    if text[start - 1] == "," and text[start - 2 : start - 1].isdigit():
        return score + (3.0 if len(number) == 3 else -4.0)
    if is_behind_month and len(number) <= 2:
        return score + _score_day(text, int(number), run, place.stop)
    if number[:2] in _CENTURIES and len(number) == 4:
        return score + 3.0
    if run[:2] in ("18", "19") and len(run) == 4 and not _TELEGRAM_BEFORE.search(text, max(0, start - 14), start):
        return HOPELESS if _YEAR_BEFORE.search(text, max(0, start - 14), start) else score - 4.0
    return score + _score_numbered(text, start, number, run)


def _score_day(text: str, number: int, run: str, end: int) -> float:
    """Score the day `number` cut off `run`, behind a month."""
    if int(run) <= 31 and _YEAR_AFTER.match(text, end):
        return -3.0
    if len(run) == 4 and run[:2] in _CENTURIES:
        return -4.0  # `June 1938`
    return 3.0 if int(run) > 31 and 0 < number <= 31 else -1.5


def _score_numbered(text: str, start: int, number: str, run: str) -> float:
    """Score the number of a telegram or a paper cut off `run`."""
    before = text[start - 1]
    if before in "–-" and text[start - 2 : start - 1].isupper() and len(number) >= 2:
        return 0.5 if _AIRGRAM_BEFORE.search(text, max(0, start - 4), start) else -0.5
    if before in "–-/" and (len(number) >= 2 or _SERIAL.search(text, max(0, start - 2), start)):
        return 0.5
    if _REFERENCE_BEFORE.search(text, max(0, start - 20), start):
        return 1.0 if len(number) > 1 else 0.0
    return 0.5 if len(run) >= 5 else -0.5
