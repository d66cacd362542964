"""Counts as reports write them; the meaning of each form is a ruling of the codebook."""

import pytest

from kg.schema import load_schema
from kg.values.numbers import Count, read_counts


def counted(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [(c.phrase, c.low, c.high, c.rule) for c in read_counts(text, load_schema())]


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high", "rule"),
    [
        ("12 militants were killed", "12", 12, 12, "exact"),
        ("Twenty-one soldiers died", "Twenty-one", 21, 21, "exact"),
        ("a hundred and five people", "a hundred and five", 105, 105, "exact"),
        ("two hundred fifty families", "two hundred fifty", 250, 250, "exact"),
        ("two thousand five hundred fighters", "two thousand five hundred", 2500, 2500, "exact"),
        ("over 1,600 deaths", "over 1,600", 1600, None, "at least"),
        ("1,00,000 rounds", "1,00,000", 100000, 100000, "exact"),
        ("2.5 million people", "2.5 million", 2500000, 2500000, "exact"),
        ("10 lakh voters", "10 lakh", 1000000, 1000000, "exact"),
        ("two dozen gunmen", "two dozen", 24, 24, "exact"),
        ("half a dozen villages", "half a dozen", 6, 6, "exact"),
        ("more than a dozen labourers", "more than a dozen", 12, None, "at least"),
        ("a couple of guards", "a couple of", 2, 2, "exact"),
        ("04 suspects taken in", "04", 4, 4, "exact"),
        ("at least 150 people", "at least 150", 150, None, "at least"),
        ("no fewer than nine pupils", "no fewer than nine", 9, None, "at least"),
        ("upwards of 300 houses", "upwards of 300", 300, None, "at least"),
        ("100 or more rebels", "100 or more", 100, None, "at least"),
        ("100+ fighters", "100+", 100, None, "at least"),
        ("nearly 700 members", "nearly 700", None, 700, "at most"),
        ("as many as 40 worshippers", "as many as 40", None, 40, "at most"),
        ("no more than three guards", "no more than three", None, 3, "at most"),
        ("fewer than ten men", "fewer than ten", None, 10, "at most"),
        ("up to 2000 people fled", "up to 2000", None, 2000, "at most"),
        ("about 63 wounded", "about 63", 63, 63, "about"),
        ("some forty rebels", "some forty", 40, 40, "about"),
        ("30-odd gunmen", "30-odd", 30, 30, "about"),
        ("fifty or so herders", "fifty or so", 50, 50, "about"),
        ("a total of at least 19 men", "a total of at least 19", 19, None, "at least"),
        ("between ten and 15 gunmen", "between ten and 15", 10, 15, "range"),
        ("10 to 15 gunmen", "10 to 15", 10, 15, "range"),
        ("10-15 gunmen", "10-15", 10, 15, "range"),
        ("two or three men", "two or three", 2, 3, "range"),
        ("two or three dozen men", "two or three dozen", 24, 36, "range"),
        ("dozens of casualties", "dozens", 24, None, "plural"),
        ("hundreds of families", "hundreds", 200, None, "plural"),
        ("tens of thousands of people", "tens of thousands", 20000, None, "plural"),
        ("several dozen rebels", "several dozen", 24, None, "plural"),
        ("several people were hurt", "several", None, None, "vague"),
        ("scores of villagers", "scores of", None, None, "vague"),
        ("12 of them were gunned down", "12", 12, 12, "exact"),
        ("more than 2000 were killed", "more than 2000", 2000, None, "at least"),
        ("12 Para-military personnel", "12", 12, 12, "exact"),
        ("In May 12 people were killed", "12", 12, 12, "exact"),
        ("the dead have gone up to 31", "up to 31", 31, 31, "exact"),
        ("seven people—five of them children", "seven", 7, 7, "exact"),
    ],
)
def test_a_count_and_what_it_means(text: str, phrase: str, low: int | None, high: int | None, rule: str) -> None:
    assert counted(text)[0] == (phrase, low, high, rule)


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 the group split",
        "the 2008 bombings",
        "since 2021",
        "on February 8, police said",
        "on 8 February the army",
        "from May 26 to 27",
        "July 8 and 9",
        "the 8th of February 2023",
        "2024-01-07",
        "Mon 08.01.24",
        "07/01/2024",
        "a 19-year-old student",
        "Naqeeb, 19, was driving",
        "aged 19",
        "19 years old",
        "10 km from Mir Ali",
        "17 nautical miles off Aden",
        "a 9mm pistol",
        "an AK-47 rifle",
        "an F-16",
        "the G20",
        "$5 million",
        "Rs 500",
        "Rs. 500",
        "5 million rupees",
        "50 percent",
        "50 per cent",
        "50%",
        "call 0300-1234567",
        "at 7:30",
        "at 0900 hrs",
        "at 7 p.m.",
        "at one o'clock",
        "48-hour deadline",
        "forty-eight hours",
        "a two-day operation",
        "three long weeks",
        "Battalion No 5",
        "Situation report No. 4",
        "Section 144",
        "Zone 9",
        "11 Corps said",
        "one-third of them",
        "two thirds",
        "the twenty-first century",
        "the first day",
        "magnitude 7.8",
        "No one was killed",
        "they fought one another",
        "one of the deadliest attacks",
        "one of the region's most active groups",
        "in his 20s",
        "the 1990s",
        "9/11",
        "a bus near Zero Point",
        "1. END OF SIEGE",
        "In April 2023 its cadres fled",
        "they call 2024 as bad as the year before",
    ],
)
def test_what_counts_nobody_is_no_count(text: str) -> None:
    assert counted(text) == []


def test_numbers_in_a_sentence_stand_apart_with_their_places() -> None:
    text = "At least two policemen were killed and six others wounded; another 12 fled, 15 more were held and another guard died."
    assert read_counts(text, load_schema()) == [
        Count(0, 12, "At least two", 2, None, "at least"),
        Count(39, 42, "six", 6, 6, other=True),
        Count(59, 69, "another 12", 12, 12, other=True),
        Count(76, 83, "15 more", 15, 15, other=True),
        Count(98, 105, "another", 1, 1, other=True),
    ]


def test_a_toll_that_changes_is_two_counts() -> None:
    assert counted("the toll rose from 27 to 31") == [("27", 27, 27, "exact"), ("31", 31, 31, "exact")]


def test_a_day_before_a_count_is_no_part_of_it() -> None:
    assert counted("On January 12, two gendarmes and 8 July, 30 rebels") == [("two", 2, 2, "exact"), ("30", 30, 30, "exact")]
