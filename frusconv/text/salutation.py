"""Salutations that have a line of their own: `Dear Mr. President:`, `To the Congress of the United States:`."""

from __future__ import annotations

from frusconv.pattern import Pattern

_LONGEST = 300
_TITLED = (
    r"(?:Mr|Mrs|Ms|Messrs|Dr|Sir|Madame?|President|Chair(?:wo)?man|Chancellor|Secretary|Senator|Governor|Ambassador"
    r"|Speaker|General|Admiral|Excellency|Excellencies|Your|Members|Fellow|My fellow|Friends|My friends|Ladies"
    r"|Gentlemen|Distinguished|Honou?red|Delegates|Colleagues|Citizens)"
)
_SMALL = r"(?:and|of|the|for|von|van|de|la|du)"
_DEAR = Pattern(rf"(?:My )?[Dd]ear (?:[A-Z“][\w.’'–-]*|{_SMALL})(?: (?:[A-Z“][\w.’'–-]*|{_SMALL}))*[:,]")
_DIRECTED = Pattern(r"To (?:the (?:Congress|Senate|House|People)[^.:]{0,60}:|[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){1,5}:?)")
_GREETING = Pattern(r"(?:Good (?:morning|afternoon|evening)|Thank you)(?:, [A-Za-z][\w.’ ,-]{1,60})?[.:!]")
# An audience: those addressed one after the other, with a colon behind the last.
_AUDIENCE = Pattern(rf"{_TITLED}\b[^:;?!“”]*:")
_VERB = Pattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|can|may|must|said|says|made|following|follows)\b"
)


def is_salutation(text: str) -> bool:
    """Tell whether a line greets those that the text is for, and does nothing else."""
    if len(text) > _LONGEST:
        return False
    if _DEAR.fullmatch(text) or _DIRECTED.fullmatch(text) or _GREETING.fullmatch(text):
        return True
    return _AUDIENCE.fullmatch(text) is not None and not _VERB.search(text)
