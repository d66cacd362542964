"""What stands around a report is marked, and a date that only the text gives is concluded with its ground."""

from datetime import date
from pathlib import Path

import pytest

from kg.documents import read
from kg.documents.marks import find_marks
from kg.documents.published import published_of
from kg.documents.reading import headline_of
from kg.schema import load_schema
from kg.statement import Document

SEEDS = Path(__file__).parents[2] / "seeds"
LEAD = "Gunmen killed two guards at a checkpoint outside of the town in the early hours, the police said, and fled."


def marked(text: str) -> list[tuple[str, str]]:
    return [(m.kind, text[m.start : m.end]) for m in find_marks(text, load_schema())]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share.", "boilerplate"),
        ("Exit mobile version", "boilerplate"),
        ("Share this story | WhatsApp | Print", "boilerplate"),
        ("-- ADVERTISEMENT --", "boilerplate"),
        ("--- Advertisement: Sleep better in ten days ---", "boilerplate"),
        ("Sign up for our newsletter.", "boilerplate"),
        ("© 2023 The Gazette. All rights reserved.", "boilerplate"),
        ("We use cookies to improve your experience.", "boilerplate"),
        ("Published in Dawn, February 4th, 2023", "boilerplate"),
        ("(Reporting by Ana Roe; Editing by Jon Doe)", "boilerplate"),
        ("* * *", "boilerplate"),
        ("Also Read: Rupee gains against the dollar", "teaser"),
        ("[Read next: Five ways to cook rice]", "teaser"),
        ("READ MORE: Who are the Taliban?", "teaser"),
        ("[File photo: A guard at the gate]", "caption"),
        ("A guard at the gate. — AFP/File", "caption"),
        ("Fighters pose for a photo in an undated handout", "caption"),
        ("PHOTO: What is left of the gate", "caption"),
        ("A guard at the gate | Photo: Ana Roe", "caption"),
        ("Smoke rises over the port in this handout picture.", "caption"),
        ("Copyright 2023 The Gazette", "boilerplate"),
        ("By Ana Roe and Jon Doe", "byline"),
        ("Our Correspondent", "byline"),
        ("31 January 2022", "dateline"),
        ("Published: Feb 4, 2023 10:15 PM", "dateline"),
        ("Mon 08.01.24", "dateline"),
    ],
)
def test_a_line_that_is_no_part_of_the_report(line: str, kind: str) -> None:
    assert marked(f"{line}\n{LEAD}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Related militants fled.",
        "Twelve militants killed in raid - ISPR",
        "Bomb kills two — Reuters",
        "The army released a file photo of the man.",
        "To support the operation, jets bombed the valley, and the men on the ground moved forward to the river.",
        "No part of this region is safe.",
        "Video of the attack was shared by the group.",
        "By Thursday the town had fallen.",
        "By nightfall soldiers held the bridge.",
        "Copies of the agreement were burnt.",
        "- 79 militant attacks nationwide",
        "Claim: TTP, by message to newsmen.",
        "The siege began on 14 October.",
        "Print workers went on strike.",
        "Share prices fell.",
        "Read the statement of the group, he said.",
    ],
)
def test_a_line_of_the_report_is_not_marked(line: str) -> None:
    assert marked(f"{LEAD}\n{line}") == []


@pytest.mark.parametrize(
    "dateline",
    [
        "PESHAWAR: ",
        "QUETTA - ",
        "KHUZDAR/RAWALPINDI: ",
        "LAKKI MARWAT — ",
        "KABUL, Feb 4 (AFP) - ",
        "PESHAWAR, Pakistan, March 27 - ",
        "KABUL, Afghanistan (Dec. 27, 2010) – ",
        "BOGOTA, 12 JAN 90 (EFE) -- ",
        "MOGADISHU, Somalia (AP) — ",
        "Bijapur: ",
    ],
)
def test_a_dateline_ends_where_the_report_begins(dateline: str) -> None:
    assert marked(dateline + LEAD) == [("dateline", dateline)]


@pytest.mark.parametrize(
    "opening", ["The TTP - which denied it - fled: ", "Police said on Monday: ", "TTP - the group - ", "Among them: "]
)
def test_the_opening_of_a_sentence_is_no_dateline(opening: str) -> None:
    assert marked(opening + LEAD.lower()) == []


def test_a_headline_is_a_short_first_line_without_a_stop() -> None:
    schema = load_schema()
    for text, headline in (
        (f"Two guards killed at checkpoint\n{LEAD}", "Two guards killed at checkpoint"),
        (f"Share.\n\nTWO GUARDS KILLED\n\n{LEAD}", "TWO GUARDS KILLED"),
        (f"{LEAD}\nThe town was quiet.", None),
        ("Two guards killed", None),
    ):
        assert headline_of(text, find_marks(text, schema)) == headline


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Weekly brief\n26 February - 4 March 2025\n{LEAD}", (date(2025, 3, 4), "dateline")),
        (f"KABUL, Dec. 27, 2010 - {LEAD}", (date(2010, 12, 27), "dateline")),
        (f"Bogota, January 20, 2019. {LEAD}", (date(2019, 1, 20), "dateline")),
        (f"Operations update, Feb. 9, 2011\nFor release\n{LEAD}", (date(2011, 2, 9), "dateline")),
        (f"Release 2010-08-CA-043\nKABUL, Afghanistan (Sept. 4) - {LEAD}", (date(2010, 9, 4), "dateline")),
        (f"2012-05-S-014\nKABUL, Afghanistan (May 2)\n{LEAD}", (date(2012, 5, 2), "dateline")),
        (f"Apr. 23: Two raids in the north\nFor release\n2010-04-CA-011\n{LEAD}", (date(2010, 4, 23), "dateline")),
        (f"KABUL, Afghanistan (Dec. 13)\n{LEAD}", (None, "unknown")),
        (f"{LEAD}\nPosted on 4 February 2023", (date(2023, 2, 4), "dateline")),
        ("On 8 February 2023, police killed two men. They were wanted since 2021.", (date(2023, 2, 8), "inferred")),
        ("Police killed two men on February 8. In December 2022 they had killed a guard.", (date(2023, 2, 8), "inferred")),
        (
            "On January 7 police killed two men. These raids were the first in 2025, after a calm 2024.",
            (date(2025, 1, 7), "inferred"),
        ),
        (
            "On January 7 police killed two men, and on January 9 a third. These were the first in 2025.",
            (date(2025, 1, 9), "inferred"),
        ),
        ("On January 7 police killed two men. In 2023 more than 1,600 people were killed.", (None, "unknown")),
        ("Police held a man over the attack on a bus on 25 May 2013.", (None, "unknown")),
        ("On Thursday police killed two men. The group was founded in 2007.", (None, "unknown")),
        (LEAD, (None, "unknown")),
    ],
)
def test_publication_date_from_the_text(text: str, published: tuple[date | None, str]) -> None:
    schema = load_schema()
    assert published_of(text, find_marks(text, schema), schema) == published


def test_the_seeds_as_a_person_would_read_them() -> None:
    documents = [d for d in read([str(SEEDS)]) if isinstance(d, Document)]
    found = {
        Path(d.key).stem: (d.published, d.published_from, d.headline, [(m.kind, m.end - m.start) for m in d.marks])
        for d in documents
    }
    assert found == {
        "checkpost-attack-karak": (None, "unknown", None, [("caption", 113)]),
        "ctd-raid-lakki-marwat": ("2023-02-08", "inferred", None, []),
        "offensive-khyber-pakhtunkhwa": (
            "2025-01-07",
            "inferred",
            "Pakistan launches major anti-terror offensive, killing nearly 20 militants in northwest",
            [("byline", 20)],
        ),
        "operation-dera-ismail-khan": (None, "unknown", None, []),
        "raids-peshawar-tank-khyber": (None, "unknown", None, [("boilerplate", 6), ("boilerplate", 19)]),
    }
