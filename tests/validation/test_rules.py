"""Every rule by its own examples: the wrong one breaks it, the right one breaks nothing."""

from __future__ import annotations

import re

import pytest

from frusconv.validation.checks import OUTSIDE, rules
from frusconv.validation.explaining import page
from frusconv.validation.rule import Rule
from tests.conftest import ROOT
from tests.support import golden
from tests.validation.support import codes, in_file

ALL = list(rules().values())
# What outside schemas refuse is their affair.
WITH_EXAMPLES = [rule for rule in ALL if rule not in OUTSIDE]


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_wrong_breaks_it(rule: Rule) -> None:
    assert rule.code in codes(in_file(rule.wrong, rule.scope))


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_right_breaks_nothing(rule: Rule) -> None:
    assert codes(in_file(rule.right, rule.scope)) == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_reads_well(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    for sentence in (rule.says, rule.mend, rule.why):
        assert sentence[0].isupper() or sentence[0] == "`"
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in ALL}) == len(ALL)


def test_page(update_golden: bool) -> None:
    golden(ROOT / "docs" / "rules.md", page(), update_golden)
