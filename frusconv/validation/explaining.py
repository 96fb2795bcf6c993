"""Rules told to people: one with all there is to say of it, all in a list, all as a page."""

from __future__ import annotations

from textwrap import fill

from frusconv.errors import UsageError
from frusconv.validation.checks import rules, subjects
from frusconv.validation.rule import Rule
from frusconv.validation.selection import codes_of

_WIDTH = 100
_STANDINGS = {
    "schema": "the Office's schema refuses it",
    "Schematron": "the Office's Schematron rules ask for it",
    "practice": "the Office's practice",
}
# Of the page of all rules.
_INTRODUCTION = (
    "Every rule has a code that stays. `error`: an editor has to mend it; `warning`: an editor should look at it. "
    "`frusconv validate --explain CODE` tells the same. This page is made from the rules themselves.\n"
)


def explained(name: str) -> str:
    """Return all about the rule called `name`, or about each that a beginning of codes means. Raises UsageError."""
    codes = codes_of([name])
    if not codes:
        raise UsageError("--explain needs the code of a rule; --list shows all")
    return "\n".join(_explained(rule) for code, rule in rules().items() if code in codes)


def _explained(rule: Rule) -> str:
    parts = [
        f"{rule.code} ({rule.severity}; {_STANDINGS[rule.standing]})\n",
        *(fill(sentence, _WIDTH) + "\n" for sentence in (rule.says, rule.mend, rule.why)),
    ]
    if rule.wrong:
        parts += [f"Wrong:\n{_indented(rule.wrong)}", f"Right:\n{_indented(rule.right)}"]
    return "\n".join(parts)


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.strip().splitlines())


def listed() -> str:
    """Return a line for each rule, by subject."""
    width = max(map(len, rules()))
    return "\n".join(
        f"{title}\n" + "".join(f"  {rule.code:<{width}}  {rule.severity:<7}  {rule.says}\n" for rule in table)
        for title, table in subjects().items()
    )


def page() -> str:
    """Return the page of all rules in Markdown."""
    parts = [
        "# What `frusconv validate` checks\n",
        _INTRODUCTION,
    ]
    for title, table in subjects().items():
        parts += [f"## {title}\n", "| code | severity | what is wrong |", "|---|---|---|"]
        parts += [f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.says} |" for rule in table]
        parts += ["", *(_section(rule) for rule in table)]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    text = f"### {rule.code}\n\n{rule.says} {rule.mend} {rule.why} Who asks for it: {_STANDINGS[rule.standing]}.\n"
    if not rule.wrong:
        return text
    return f"{text}\nWrong:\n\n{_fenced(rule.wrong)}\nRight:\n\n{_fenced(rule.right)}"


def _fenced(text: str) -> str:
    return f"```xml\n{text.strip()}\n```\n"
