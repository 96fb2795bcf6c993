"""What a rule is."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from frusconv.validation.finding import Severity

# Who asks for it: the Office's schema, its Schematron rules, or its practice.
Standing: TypeAlias = Literal["schema", "Schematron", "practice"]
# What an example of a rule is: blocks of a document's text, a document's div, or a whole file.
Scope: TypeAlias = Literal["blocks", "document", "file"]


class Rule(NamedTuple):
    """A rule with a stable code.

    `says` is what is wrong, in one sentence that stands alone; `mend` how to mend it. `why` is the reason, with the
    source of the rule. `wrong` and `right` are TEI that breaks the rule and TEI that keeps it, in the extent that
    `scope` tells; they are shown to people and tested.
    """

    code: str
    severity: Severity
    standing: Standing
    says: str
    mend: str
    why: str
    wrong: str
    right: str
    scope: Scope = "blocks"
