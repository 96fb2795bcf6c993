"""Headings: number, kind of document, senders and recipients."""

from __future__ import annotations

import pytest

from frusconv.text.heading import is_number_line, is_numbered_heading, looks_like_heading, read_heading
from frusconv.text.parties import PartySpan


def told(text: str, spans: tuple[PartySpan, ...]) -> list[str]:
    """Each party as `office`, as `@name`, or as `@name = office`."""
    return [
        f"@{text[s.start : s.end]}{f' = {s.office}' if s.office else ''}" if s.is_person else text[s.start : s.end]
        for s in spans
    ]


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("12. Telegram From the Legation in Sweden to the Department of State", "12", "telegram"),
        ("[12]. Telegram From the Legation in Sweden to the Department of State", "12", "telegram"),
        ("[12] Telegram From the Legation in Sweden to the Department of State", "12", "telegram"),
        ("[12] The Minister in Sweden (Olding) to the Secretary of State", "12", None),
        ("No. 12 Telegram From the Legation in Sweden to the Department of State", "12", "telegram"),
        ("No. 12\nTelegram From the Legation in Sweden to the Department of State", "12", "telegram"),
        ("No. 12a. Letter From Mr. Olding to Mr. Marsh", "12a", "letter"),
        ("Telegram From the Legation in Sweden to the Department of State", None, "telegram"),
        ("12. Circular Telegram From the Department of State to Certain Posts", "12", "circular telegram"),
        ("12. Airgram From the Legation in Sweden to the Department of State", "12", "airgram"),
        ("12. Circular Airgram From the Department of State to Certain Posts", "12", "circular airgram"),
        ("12. Despatch From the Legation in Sweden to the Department of State", "12", "despatch"),
        ("12. Dispatch From the Legation in Sweden to the Department of State", "12", "despatch"),
        ("12. Instruction From the Department of State to the Legation in Sweden", "12", "instruction"),
        ("12. Letter From Director Olding to Governor Marsh", "12", "letter"),
        ("12. Message From Chairman Olding to President Marsh", "12", "message"),
        ("12. Memorandum of Conversation", "12", "memorandum of conversation"),
        ("12. Memorandum of a Conversation, Vienna, May 3, 1961", "12", "memorandum of conversation"),
        ("12. Memorandum of Telephone Conversation", "12", "memorandum of conversation"),
        (
            "12. Memorandum of a Telephone Conversation Between Mr. Olding and Mr. Marsh",
            "12",
            "memorandum of conversation",
        ),
        (
            "Memorandum of Conversation, by the Chief of the Harbor Division (Olding)",
            None,
            "memorandum of conversation",
        ),
        ("12. Memorandum From the Under Secretary (Olding) to the Secretary of State", "12", "memorandum"),
        ("12. Memorandum for the Files", "12", "memorandum"),
        ("12. Memorandum for the Record", "12", "memorandum"),
        ("12. Editorial Note", "12", "editorial note"),
        ("Editorial Note", None, "editorial note"),
        ("12. Minutes of a Meeting of the Harbor Board", "12", "minutes"),
        ("12. Notes of a Meeting", "12", "minutes"),
        ("12. Record of a Meeting", "12", "minutes"),
        ("12. Summary of Conclusions of a Meeting", "12", "minutes"),
        ("12. National Intelligence Estimate", "12", "estimate"),
        ("12. Special National Intelligence Estimate", "12", "estimate"),
        ("12. Report by the Harbor Board", "12", "report"),
        ("12. Paper Prepared in the Department of State", "12", "paper"),
        ("12. Draft Paper Prepared by the Harbor Board", "12", "paper"),
        ("12. Intelligence Report Prepared in the Harbor Office", "12", "report"),
        ("12. Note From the Legation of Sweden to the Department of State", "12", "note"),
        ("12. Aide-Mémoire From the Legation of Sweden to the Department of State", "12", "aide-mémoire"),
        ("12. Address by President Marsh", "12", "address"),
        ("12. Briefing Memorandum From the Legal Adviser (Olding) to the President", "12", "memorandum"),
        ("12. National Security Study Memorandum 4", "12", "memorandum"),
        ("12. Presidential Review Memorandum 4", "12", "memorandum"),
        ("12. Research Study Prepared in the Harbor Office", "12", "study"),
        ("12. Paraphrase of a Telegram From the Legation in Sweden", "12", "telegram"),
        ("Paraphrase of Telegram Received From the Minister in Sweden (Olding)", None, "telegram"),
        ("The Minister in Sweden (Olding) to the Secretary of State", None, None),
        ("Mr. Olding to Mr. Marsh.", None, None),
        ("The Secretary of the Treaty Board (Olding) to the Minister in Sweden (Marsh)", None, None),
        ("12. The Harbor Question", "12", None),
        ("1.5 Million Crowns", None, None),
        ("", None, None),
    ],
)
def test_number_and_kind(text: str, number: str | None, kind: str | None) -> None:
    heading = read_heading(text)
    assert (heading.number, heading.kind) == (number, kind)


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        # Since 1955: `From the … to the …`.
        (
            "12. Telegram From the Legation in Sweden to the Department of State",
            ["Legation in Sweden"],
            ["Department of State"],
        ),
        (
            "Telegram From the Department of State to the Embassy in Jordan",
            ["Department of State"],
            ["Embassy in Jordan"],
        ),
        (
            "12. Telegram From the Mission to the United Nations to the Department of State",
            ["Mission to the United Nations"],
            ["Department of State"],
        ),
        (
            "12. Telegram From the Department of State to the Mission to the United Nations",
            ["Department of State"],
            ["Mission to the United Nations"],
        ),
        (
            "12. Telegram From the Mission at the United Nations to the Department of State",
            ["Mission at the United Nations"],
            ["Department of State"],
        ),
        (
            "12. Telegram From the Delegation to the Harbor Conference to the Department of State",
            ["Delegation to the Harbor Conference"],
            ["Department of State"],
        ),
        (
            "12. Telegram From the Consulate General in Gothenburg to the Embassy in Sweden",
            ["Consulate General in Gothenburg"],
            ["Embassy in Sweden"],
        ),
        (
            "12. Circular Telegram From the Department of State to Certain Diplomatic Posts",
            ["Department of State"],
            ["Certain Diplomatic Posts"],
        ),
        (
            "12. Telegram From the Department of State to All Diplomatic Posts",
            ["Department of State"],
            ["All Diplomatic Posts"],
        ),
        (
            "12. Telegram From the Department of State to the Embassies in Norway and Denmark",
            ["Department of State"],
            ["Embassies in Norway and Denmark"],
        ),
        (
            "12. Memorandum From the Director of the Harbor Office (Olding) to the Under Secretary of State (Marsh)",
            ["@Olding = Director of the Harbor Office"],
            ["@Marsh = Under Secretary of State"],
        ),
        (
            "12. Memorandum From the Director of the Harbor Office (Olding) to Secretary of State Marsh",
            ["@Olding = Director of the Harbor Office"],
            ["@Marsh = Secretary of State"],
        ),
        (
            "12. Memorandum From the President’s Assistant for Harbor Affairs (Olding) to President Marsh",
            ["@Olding = President’s Assistant for Harbor Affairs"],
            ["@Marsh = President"],
        ),
        (
            "12. Memorandum From Robert A. Olding of the Harbor Board Staff to the President’s Assistant (Marsh)",
            ["@Robert A. Olding"],
            ["@Marsh = President’s Assistant"],
        ),
        (
            "12. Memorandum From Secretary of Defense Olding to President Marsh",
            ["@Olding = Secretary of Defense"],
            ["@Marsh = President"],
        ),
        (
            "12. Memorandum From Acting Secretary of State Olding to President Marsh",
            ["@Olding = Acting Secretary of State"],
            ["@Marsh = President"],
        ),
        (
            "12. Letter From President Olding to Prime Minister Marsh",
            ["@Olding = President"],
            ["@Marsh = Prime Minister"],
        ),
        (
            "12. Message From Chairman Olding to Senator John B. Marsh",
            ["@Olding = Chairman"],
            ["@John B. Marsh = Senator"],
        ),
        (
            "12. Telegram From Secretary of State Olding to the Department of State",
            ["@Olding = Secretary of State"],
            ["Department of State"],
        ),
        (
            "12. Memorandum From Vice President Olding to President Marsh",
            ["@Olding = Vice President"],
            ["@Marsh = President"],
        ),
        ("12. Letter From John B. Olding to Mrs. John Marsh", ["@John B. Olding"], ["@John Marsh"]),
        (
            "12. Memorandum From John B. Olding, Jr., of the Harbor Staff to the Deputy Director (Marsh)",
            ["@John B. Olding, Jr."],
            ["@Marsh = Deputy Director"],
        ),
        (
            "12. Telegram From the Commander in Chief, Pacific (Olding) to the Joint Chiefs of Staff",
            ["@Olding = Commander in Chief, Pacific"],
            ["Joint Chiefs of Staff"],
        ),
        (
            "12. Memorandum From the Special Assistant to the Under Secretary (Olding) to the Under Secretary (Marsh)",
            ["@Olding = Special Assistant to the Under Secretary"],
            ["@Marsh = Under Secretary"],
        ),
        (
            "Memorandum From the Executive Secretary (Olding) to the Legal Adviser (Marsh) and the Director (Grane)",
            ["@Olding = Executive Secretary"],
            ["@Marsh = Legal Adviser", "@Grane = Director"],
        ),
        ("12. Memorandum From the Director (Acting) to the Secretary", ["Director (Acting)"], ["Secretary"]),
        ("12. Letter From the Shah of Persia to President Marsh", ["@Shah = Shah of Persia"], ["@Marsh = President"]),
        ("12. Memorandum From the Secretary of State to the President", ["Secretary of State"], ["President"]),
        # Two persons.
        (
            "12. Memorandum From Robert Olding and John Marsh of the Harbor Board to the Deputy Assistant (Grane)",
            ["@Robert Olding", "@John Marsh"],
            ["@Grane = Deputy Assistant"],
        ),
        (
            "12. Memorandum From Secretary of State Olding and Secretary of Defense Marsh to President Grane",
            ["@Olding = Secretary of State", "@Marsh = Secretary of Defense"],
            ["@Grane = President"],
        ),
        (
            "Memorandum From the Director of the Port Office (Olding) and the Legal Adviser (Marsh) to the President",
            ["@Olding = Director of the Port Office", "@Marsh = Legal Adviser"],
            ["President"],
        ),
        (
            "12. Memorandum From the Legal Adviser (Olding) to the Secretary of State and the Under Secretary (Marsh)",
            ["@Olding = Legal Adviser"],
            ["Secretary of State", "@Marsh = Under Secretary"],
        ),
        (
            "12. Telegram From the Embassy in Sweden to the Department of State and the Embassy in Norway",
            ["Embassy in Sweden"],
            ["Department of State", "Embassy in Norway"],
        ),
        ("Messrs. Olding and Grane to Mr. Marsh.", ["@Olding", "@Grane"], ["@Marsh"]),
        # Names of every form.
        (
            "The Minister in Sweden (Östman) to the Secretary of State",
            ["@Östman = Minister in Sweden"],
            ["Secretary of State"],
        ),
        ("12. Memorandum From Åke Grane to the President", ["@Åke Grane"], ["President"]),
        ("Mr. Östman to Mr. Marsh.", ["@Östman"], ["@Marsh"]),
        (
            "12. Letter From Prime Minister van der Marsh to the President",
            ["@van der Marsh = Prime Minister"],
            ["President"],
        ),
        ("12. Memorandum From William H. Olding III to the President", ["@William H. Olding III"], ["President"]),
        ("12. Letter From Olding to Marsh", ["@Olding"], ["@Marsh"]),
        # By, for, between.
        ("12. Memorandum for President Marsh", [], ["@Marsh = President"]),
        (
            "12. Conversation Between President Olding and Secretary Marsh",
            ["@Olding = President"],
            ["@Marsh = Secretary"],
        ),
        (
            "12. Memorandum to the Secretary of State by the Assistant Secretary for Harbors (Olding)",
            ["@Olding = Assistant Secretary for Harbors"],
            ["Secretary of State"],
        ),
        (
            "Memorandum by the Chief of the Harbor Division (Olding) to the Secretary of State",
            ["@Olding = Chief of the Harbor Division"],
            ["Secretary of State"],
        ),
        (
            "Memorandum by the Chief of the Harbor Division (Olding)",
            ["@Olding = Chief of the Harbor Division"],
            [],
        ),
        (
            "Memorandum of Conversation, by the Chief of the Harbor Division (Olding)",
            ["@Olding = Chief of the Harbor Division"],
            [],
        ),
        ("Memorandum by the Secretary of State", ["Secretary of State"], []),
        (
            "12. Memorandum of a Telephone Conversation Between President Olding and Secretary of State Marsh",
            ["@Olding = President"],
            ["@Marsh = Secretary of State"],
        ),
        (
            "12. Memorandum of a Telephone Conversation Between the President and the Secretary of State",
            ["President"],
            ["Secretary of State"],
        ),
        (
            "12. Memorandum of a Conversation Between the Minister in Sweden (Olding) and the Foreign Minister (Marsh)",
            ["@Olding = Minister in Sweden"],
            ["@Marsh = Foreign Minister"],
        ),
        ("12. Memorandum to the Secretary of State", [], ["Secretary of State"]),
        # Date and place behind the names.
        (
            "Memorandum of a Telephone Conversation Between President Olding and Secretary Marsh, Paris, May 3, 1961",
            ["@Olding = President"],
            ["@Marsh = Secretary"],
        ),
        (
            "12. Letter From President Olding to Prime Minister Marsh, Washington, undated",
            ["@Olding = President"],
            ["@Marsh = Prime Minister"],
        ),
        # 1906 to 1954: offices with names in brackets.
        (
            "The Minister in Sweden (Olding) to the Secretary of State",
            ["@Olding = Minister in Sweden"],
            ["Secretary of State"],
        ),
        (
            "[12] The Minister in Sweden (Olding) to the Secretary of State",
            ["@Olding = Minister in Sweden"],
            ["Secretary of State"],
        ),
        (
            "The Minister in Sweden ( Olding ) to the Secretary of State",
            ["@Olding = Minister in Sweden"],
            ["Secretary of State"],
        ),
        (
            "The Secretary of State to the Minister in Sweden (Olding)",
            ["Secretary of State"],
            ["@Olding = Minister in Sweden"],
        ),
        (
            "The Acting Secretary of State to the Chargé in Sweden (Olding)",
            ["Acting Secretary of State"],
            ["@Olding = Chargé in Sweden"],
        ),
        (
            "The Swedish Minister (Olding) to the Secretary of State",
            ["@Olding = Swedish Minister"],
            ["Secretary of State"],
        ),
        (
            "The United States Representative to the United Nations (Olding) to the Secretary of State",
            ["@Olding = United States Representative to the United Nations"],
            ["Secretary of State"],
        ),
        (
            "The Secretary of State to the United States Representative at the United Nations (Olding)",
            ["Secretary of State"],
            ["@Olding = United States Representative at the United Nations"],
        ),
        (
            "The Minister in Sweden (Olding) to the Secretary of State, at Paris",
            ["@Olding = Minister in Sweden"],
            ["Secretary of State, at Paris"],
        ),
        (
            "The Secretary of State to Certain Diplomatic Representatives",
            ["Secretary of State"],
            ["Certain Diplomatic Representatives"],
        ),
        (
            "President Olding to the Minister in Sweden (Marsh)",
            ["@Olding = President"],
            ["@Marsh = Minister in Sweden"],
        ),
        ("The Legation in Sweden to the Department of State", ["Legation in Sweden"], ["Department of State"]),
        # 1861 to 1905.
        ("Mr. Olding to Mr. Marsh.", ["@Olding"], ["@Marsh"]),
        ("Mr. Olding to Mr. Marsh", ["@Olding"], ["@Marsh"]),
        ("Mr. J. C. Olding to Mr. Marsh.", ["@J. C. Olding"], ["@Marsh"]),
        ("Mr. van Olding to Count de Marsh.", ["@van Olding"], ["@de Marsh"]),
        ("Sir Robert Olding to Lord Marsh.", ["@Robert Olding"], ["@Marsh"]),
        ("General Olding to Mr. Marsh.", ["@Olding = General"], ["@Marsh"]),
        # None.
        ("12. Editorial Note", [], []),
        ("12. Memorandum for the Record", [], []),
        # `to` in a title that no holder's name follows.
        (
            "Memorandum by the Personal Secretary to the Secretary of State (Olding)",
            ["@Olding = Personal Secretary to the Secretary of State"],
            [],
        ),
        (
            "Statement by the Representative to the United Nations (Olding)",
            ["@Olding = Representative to the United Nations"],
            [],
        ),
        (
            "Memorandum by Robert Olding to the Acting Director (Marsh)",
            ["@Robert Olding"],
            ["@Marsh = Acting Director"],
        ),
        (
            "The Delegation to the Session of the Contracting Parties to the Herring Pact to the Department of State",
            ["Delegation to the Session of the Contracting Parties to the Herring Pact"],
            ["Department of State"],
        ),
        # Brackets that hold no name.
        (
            "12. Memorandum From the Special Group (Augmented) to President Olding",
            ["Special Group"],
            ["@Olding = President"],
        ),
        (
            "12. Memorandum From the Assistant Secretary of Defense (Comptroller) to the Secretary",
            ["Assistant Secretary of Defense (Comptroller)"],
            ["Secretary"],
        ),
        # Made in an office.
        ("12. Report Prepared in the Legation in Sweden", ["Legation in Sweden"], []),
        ("Paper Prepared in the Harbor Board for the Secretary of State", ["Harbor Board"], ["Secretary of State"]),
        ("12. Agreement Between the United States and Sweden", [], []),
        # Telegrams by their numbers, and entries of lists of microfiche.
        ("12. Telegram 1344 to Stockholm", [], ["Stockholm"]),
        ("12. Disto 727 from Geneva", ["Geneva"], []),
        (
            "12. Memorandum of Conversation, August 8, between Olding and Marsh. Dues. Secret. 2 pp. Lot 66 D 204.",
            ["@Olding"],
            ["@Marsh"],
        ),
        (
            "12. Letter from Olding to Marsh, August 8. Answers letter from Grane to Olaf. Secret. 1 p. Lot 66 D 204.",
            ["@Olding"],
            ["@Marsh"],
        ),
        ("12. Memorandum of Conversation", [], []),
        ("12. Minutes of a Meeting of the Harbor Board", [], []),
        ("12. National Intelligence Estimate", [], []),
        ("", [], []),
    ],
)
def test_parties(text: str, senders: list[str], recipients: list[str]) -> None:
    heading = read_heading(text)
    assert told(text, heading.senders) == senders
    assert told(text, heading.recipients) == recipients


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12. Telegram From the Legation in Sweden to the Department of State", True),
        ("The Minister in Sweden (Olding) to the Secretary of State", True),
        ("Mr. Olding to Mr. Marsh.", True),
        ("Editorial Note", True),
        ("Memorandum for the Files", True),
        ("12. The Harbor Question", True),
        ("President Olding to Prime Minister Marsh", True),
        ("861.00/350: Telegram", False),
        ("The harbor dues at Karlskrona were lowered.", False),
        ("The Minister asked me to see the Consul. He was to leave for Paris.", False),
        ("12. the dues were lowered;", False),
        ("1. The Minister’s first point was this:", False),
        ("Washington, May 3, 1961.", False),
        ("Olding", False),
        ("", False),
        ("The Minister to the Consul " + "and to the Consul " * 40, False),
    ],
)
def test_looks_like_heading(text: str, expected: bool) -> None:
    assert looks_like_heading(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41. Memorandum for the Files", True),
        ("No. 41. Telegram From the Legation in Sweden", True),
        ("Memorandum for the Files", False),
        ("41. The Harbor Question", False),
        ("41.", False),
    ],
)
def test_is_numbered_heading(text: str, expected: bool) -> None:
    assert is_numbered_heading(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 264", "264"),
        ("No. 264.", "264"),
        ("[59]", "59"),
        ("[59].", "59"),
        ("59.", "59"),
        ("59a.", "59a"),
        ("59", None),
        ("1938", None),
        ("No. 264 Telegram", None),
        ("59. Telegram", None),
        ("[1938 or so]", None),
        ("", None),
    ],
)
def test_is_number_line(text: str, expected: str | None) -> None:
    assert is_number_line(text) == expected
