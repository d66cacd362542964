"""Time expressions and the days they mean."""

from datetime import date

import pytest

from kg.schema import load_schema
from kg.values.dates import When, read_dates

REPORT = date(2024, 3, 20)  # a Wednesday


def days(text: str, published: date | None = REPORT) -> list[tuple[str, str, int]]:
    return [(w.first, w.last, w.prec) for w in read_dates(text, load_schema(), published=published)]


@pytest.mark.parametrize(
    ("text", "first", "last", "prec"),
    [
        ("killed today", "2024-03-20", "2024-03-20", 1),
        ("killed yesterday", "2024-03-19", "2024-03-19", 1),
        ("last Tuesday", "2024-03-19", "2024-03-19", 1),
        ("on Monday night", "2024-03-18", "2024-03-18", 1),
        ("last night", "2024-03-19", "2024-03-19", 1),
        ("the other day", "2024-03-19", "2024-03-19", 1),
        ("recently", "2024-03-17", "2024-03-19", 2),
        ("in the last few days", "2024-03-17", "2024-03-19", 2),
        ("around 2 July", "2023-07-01", "2023-07-03", 2),
        ("over the weekend", "2024-03-16", "2024-03-17", 2),
        ("this week", "2024-03-18", "2024-03-20", 2),
        ("the night between Sunday and Monday", "2024-03-17", "2024-03-18", 2),
        ("in the past 24 hours", "2024-03-19", "2024-03-20", 2),
        ("in the past 48 hours", "2024-03-18", "2024-03-20", 2),
        ("in the past 72 hours", "2024-03-18", "2024-03-20", 2),
        ("in the past 2 days", "2024-03-18", "2024-03-19", 2),
        ("since Thursday", "2024-03-14", "2024-03-20", 3),
        ("since Saturday", "2024-03-16", "2024-03-20", 2),
        ("a five-day offensive", "2024-03-16", "2024-03-20", 2),
        ("last week", "2024-03-11", "2024-03-17", 3),
        ("in the past week", "2024-03-14", "2024-03-20", 3),
        ("the first week of August", "2023-08-01", "2023-08-07", 3),
        ("in early March", "2024-03-01", "2024-03-10", 4),
        ("in mid March", "2024-03-10", "2024-03-20", 4),
        ("in mid-February", "2024-02-10", "2024-02-20", 4),
        ("in late February", "2024-02-15", "2024-02-29", 4),
        ("in recent weeks", "2024-02-28", "2024-03-20", 4),
        ("earlier this month", "2024-03-01", "2024-03-19", 4),
        ("last month", "2024-02-01", "2024-02-29", 4),
        ("a fortnight ago", "2024-03-07", "2024-03-20", 4),
        ("in early 1999", "1999-01-01", "1999-04-30", 5),
        ("in mid-1999", "1999-05-01", "1999-08-31", 5),
        ("in late 1999", "1999-09-01", "1999-12-31", 5),
        ("in the past three months", "2024-01-01", "2024-03-20", 5),
        ("in the past few months", "2024-01-01", "2024-03-20", 5),
        ("late last week", "2024-03-15", "2024-03-17", 2),
        ("a night-long battle", "2024-03-19", "2024-03-20", 2),
    ],
)
def test_phrases_of_ucdp_ged_appendix_2(text: str, first: str, last: str, prec: int) -> None:
    assert days(text) == [(first, last, prec)]


@pytest.mark.parametrize(
    ("text", "first", "last", "prec"),
    [
        ("on Wednesday", "2024-03-20", "2024-03-20", 1),
        ("early on Thursday", "2024-03-14", "2024-03-14", 1),
        ("in the early hours of Sunday", "2024-03-17", "2024-03-17", 1),
        ("on Tuesday of last week", "2024-03-12", "2024-03-12", 1),
        ("on Saturday and Sunday", "2024-03-16", "2024-03-17", 2),
        ("from Friday to Sunday", "2024-03-15", "2024-03-17", 2),
        ("on January 30", "2024-01-30", "2024-01-30", 1),
        ("on 30 November", "2023-11-30", "2023-11-30", 1),
        ("on 21 March", "2024-03-21", "2024-03-21", 1),
        ("on 22 March", "2023-03-22", "2023-03-22", 1),
        ("on the 8th of February", "2024-02-08", "2024-02-08", 1),
        ("on the night of January 13", "2024-01-13", "2024-01-13", 1),
        ("Tuesday, March 19", "2024-03-19", "2024-03-19", 1),
        ("on Feb. 8", "2024-02-08", "2024-02-08", 1),
        ("8th of February 2023", "2023-02-08", "2023-02-08", 1),
        ("February 8, 2023", "2023-02-08", "2023-02-08", 1),
        ("FEBRUARY 8, 2023", "2023-02-08", "2023-02-08", 1),
        ("2023-02-08", "2023-02-08", "2023-02-08", 1),
        ("08/02/2023", "2023-02-08", "2023-02-08", 1),
        ("02/18/2023", "2023-02-18", "2023-02-18", 1),
        ("08.02.23", "2023-02-08", "2023-02-08", 1),
        ("12 JAN 90", "1990-01-12", "1990-01-12", 1),
        ("from May 26 to 27", "2023-05-26", "2023-05-27", 2),
        ("on May 26-27, 2022", "2022-05-26", "2022-05-27", 2),
        ("between 21 and 23 January", "2024-01-21", "2024-01-23", 2),
        ("from 26 February to 4 March 2023", "2023-02-26", "2023-03-04", 3),
        ("in December 2022", "2022-12-01", "2022-12-31", 4),
        ("in December", "2023-12-01", "2023-12-31", 4),
        ("a November bombing", "2023-11-01", "2023-11-30", 4),
        ("last August", "2023-08-01", "2023-08-31", 4),
        ("in June last year", "2023-06-01", "2023-06-30", 4),
        ("late last month", "2024-02-15", "2024-02-29", 4),
        ("the last six days of January", "2024-01-26", "2024-01-31", 2),
        ("in 2014", "2014-01-01", "2014-12-31", 5),
        ("release 2011-02-S-058", "2011-02-01", "2011-02-28", 4),
        ("in fiscal 2011-12", "2011-01-01", "2011-12-31", 5),
        ("the 2008 bombing", "2008-01-01", "2008-12-31", 5),
        ("since 2021", "2021-01-01", "2024-03-20", 5),
        ("between 2014 and 2016", "2014-01-01", "2016-12-31", 5),
        ("in the summer of 2019", "2019-06-01", "2019-08-31", 5),
        ("in the first half of 2023", "2023-01-01", "2023-06-30", 5),
        ("last year", "2023-01-01", "2023-12-31", 5),
        ("earlier this year", "2024-01-01", "2024-12-31", 5),
        ("three days ago", "2024-03-17", "2024-03-17", 1),
        ("a couple of days ago", "2024-03-18", "2024-03-18", 1),
        ("several days ago", "2024-03-17", "2024-03-19", 2),
        ("two weeks ago", "2024-03-03", "2024-03-09", 3),
        ("a month ago", "2024-02-01", "2024-02-29", 4),
        ("two years ago", "2022-01-01", "2022-12-31", 5),
        ("four days of heavy fighting", "2024-03-17", "2024-03-20", 2),
        ("overnight", "2024-03-19", "2024-03-20", 2),
        ("since November 28, when a truce ended", "2023-11-28", "2023-11-28", 1),
        ("in 2000, April 23", "2000-04-23", "2000-04-23", 1),
    ],
)
def test_an_expression_and_its_days(text: str, first: str, last: str, prec: int) -> None:
    assert days(text) == [(first, last, prec)]


@pytest.mark.parametrize(
    "text",
    [
        "May God protect them",
        "they may march on the capital",
        "March for peace",
        "every Friday",
        "next Monday",
        "tomorrow",
        "next week",
        "2000 soldiers",
        "AK-47",
        "Room 2012",
        "the 1990s",
        "a 48-hour deadline",
        "two days before the vote",
        "31 June",
        "version 3.8.18",
        "$2000",
        "5,2024",
    ],
)
def test_what_names_no_day_is_refused(text: str) -> None:
    assert [d for d in days(text) if d[0]] == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("On February 3 they fled. Two days earlier", "2024-02-01"),
        ("On February 3 they fled. Three days later", "2024-02-06"),
        ("On February 3 they fled. The same day", "2024-02-03"),
        ("On February 3 they fled. That evening", "2024-02-03"),
        ("On February 3 they fled. The previous day", "2024-02-02"),
        ("On February 3 they fled. The following morning", "2024-02-04"),
        ("On February 3 they fled. A day later", "2024-02-04"),
        ("On February 3 they fled. The night before,", "2024-02-02"),
        ("In 2014 and on February 3, 2015 they fled. A year later", "2016-01-01"),
        ("On 2 March 2016 it split. That August", "2016-08-01"),
        ("It fell on Sunday. The siege had begun on 14 October. That evening", "2024-03-17"),
        ("On February 3 they fled. It comes two days after gunmen struck", "2024-02-01"),
        ("Mon 08.01.24\n0900 hrs. Truck hit by a bomb", "2024-01-08"),
        ("Three days after gunmen struck the town, the army", "2024-03-17"),
        ("On February 3 they fled. Three days after it, on 8 February, they", "2024-02-08"),
        ("A toll six higher than two days earlier", "2024-03-18"),
    ],
)
def test_a_date_counted_from_the_one_before(text: str, first: str) -> None:
    assert days(text)[-1][0] == first


def test_how_a_date_is_known() -> None:
    text = "On Tuesday, and on 2 March 2016, gunmen attacked; two days later they fled. In April it ended."
    assert read_dates(text, load_schema(), published=REPORT, known_from="inferred", firm=False) == [
        When(3, 10, "Tuesday", "", "", 1, "none"),
        When(19, 31, "2 March 2016", "2016-03-02", "2016-03-02", 1, "text"),
        When(50, 64, "two days later", "2016-03-04", "2016-03-04", 1, "text"),
        When(79, 84, "April", "2023-04-01", "2023-04-30", 4, "inferred"),
    ]


def test_without_a_publication_date_only_the_text_settles_days() -> None:
    text = (
        "On Tuesday it fled. It was founded in August 2014 by men who had left in February.\nOn 3 March it split; last week too."
    )
    assert read_dates(text, load_schema()) == [
        When(3, 10, "Tuesday", "", "", 1, "none"),
        When(38, 49, "August 2014", "2014-08-01", "2014-08-31", 4, "text"),
        When(73, 81, "February", "2014-02-01", "2014-02-28", 4, "inferred"),
        When(86, 93, "3 March", "", "", 1, "none"),
        When(104, 113, "last week", "", "", 3, "none"),
    ]
