"""Lines between heading and text, and the number a telegram begins with."""

from __future__ import annotations

import pytest

from frusconv.text.opener import is_classification, is_remark, telegram_number


@pytest.mark.parametrize(
    "text",
    [
        "Secret",
        "secret",
        "SECRET",
        "Top Secret",
        "TOP SECRET",
        "Confidential",
        "Strictly Confidential",
        "Restricted",
        "Unclassified",
        "Limited Official Use",
        "Official Use Only",
        "Eyes Only",
        "Personal and Confidential",
        "Secret; Priority",
        "Secret, Immediate",
        "Top Secret Priority",
        "top secret us urgent",
        "Secret—Eyes Only",
        "Confidential and Personal",
        "SECRET/NODIS",
        "Secret; Niact; Limdis",
        "[Secret]",
        "[Confidential.]",
        "Secret.",
        "niact",
        "priority",
        "us urgent",
        "U.S. Urgent",
        "Flash",
        "Official–Informal",
        "Secret No. 41",
        "Confidential DRS–12",
    ],
)
def test_classification(text: str) -> None:
    assert is_classification(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Secretary of State",
        "The Secret",
        "Secret talks went on at the Legation.",
        "Personal message of the King",
        "Personal regards.",
        "Immediate steps were taken.",
        "Urgent need of help",
        "Confidential talks continue.",
        "Secret meeting held",
        "Flash floods",
        "Plain text follows.",
        "Olding",
        "Stockholm, May 3, 1938",
        "Secret " * 20,
    ],
)
def test_no_classification(text: str) -> None:
    assert not is_classification(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Telegram]",
        "[Telegram.]",
        "[Extract]",
        "[Extracts]",
        "[Translation]",
        "[Paraphrase]",
        "[Confidential.]",
        "[Telegram—Extract]",
        "[Telegram—Paraphrase]",
        "No. 116.]",
        "No. 116]",
        "No. 116.",
        "No. 116",
        "Nos. 116–118",
        "No. 41A",
    ],
)
def test_remark(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text", ["", "Telegram", "[The telegram is missing.]", "No dues", "No. 116 is missing.", "[Olding]", "[Page 63]"]
)
def test_no_remark(text: str) -> None:
    assert not is_remark(text)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("518. The dues were lowered.", "518", id="a number"),
        pytest.param("518.", "518", id="a number alone"),
        pytest.param("518.The dues were lowered.", "518", id="no blank"),
        pytest.param("518. Your 412, May 3.", "518", id="another telegram behind it"),
        pytest.param("518. Ref: Deptel 412.", "518", id="Ref"),
        pytest.param("518. Subj: Harbors.", "518", id="Subj"),
        pytest.param("518–520. The dues.", "518–520", id="a range"),
        pytest.param("12045. The dues.", "12045", id="five digits"),
        pytest.param("Secto 9. The dues.", "Secto 9", id="Secto"),
        pytest.param("SECTO 9. The dues.", "SECTO 9", id="SECTO"),
        pytest.param("Tosec 12. The dues.", "Tosec 12", id="Tosec"),
        pytest.param("Polto 12. The dues.", "Polto 12", id="Polto"),
        pytest.param("Topol 12. The dues.", "Topol 12", id="Topol"),
        pytest.param("Delga 12. The dues.", "Delga 12", id="Delga"),
        pytest.param("Gadel 12. The dues.", "Gadel 12", id="Gadel"),
        pytest.param("Dulte 4. The dues.", "Dulte 4", id="Dulte"),
        pytest.param("Tedul 4. The dues.", "Tedul 4", id="Tedul"),
        pytest.param("Circular 412. The dues.", "Circular 412", id="Circular"),
        pytest.param("The dues were lowered.", None, id="none"),
        pytest.param("In 1938. The dues", None, id="a year in a sentence"),
        pytest.param("518 ships left.", None, id="no stop"),
        pytest.param("518, your note of May.", None, id="a comma"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_telegram_number(paragraph: str, expected: str | None) -> None:
    assert telegram_number(paragraph) == expected
