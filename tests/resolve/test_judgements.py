import pytest

from kg.errors import InputError
from kg.resolve.judgements import Judgement, add, pairs, standing

A, B, C, D = (f"group:~{name}" for name in ("ansar-east", "ansar-north", "ansar-south", "ansar-west"))


def judged(a: str, b: str, verdict: str, day: int) -> Judgement:
    return Judgement(a, b, verdict, "Rana", f"2025-03-{day:02d}T10:00:00", "both name Faraz as commander")  # type: ignore[arg-type]


def log(*judgements: Judgement) -> list[Judgement]:
    out: list[Judgement] = []
    for j in judgements:
        out = add(out, j)
    return out


def test_a_chain_of_sames_refuses_a_differ_and_tells_the_chain():
    with pytest.raises(InputError) as told:
        log(judged(A, B, "same", 1), judged(B, C, "same", 2), judged(A, C, "differ", 3))
    assert str(told.value) == (
        f"{A} differ {C} (Rana, 2025-03-03T10:00:00): contradicts the log: "
        f"{A} same {B} (Rana, 2025-03-01T10:00:00); {B} same {C} (Rana, 2025-03-02T10:00:00); "
        f"but {A} differ {C} (Rana, 2025-03-03T10:00:00): withdraw one of these first"
    )


def test_a_same_that_would_join_what_differs_is_refused():
    with pytest.raises(InputError, match="contradicts the log"):
        log(judged(A, B, "same", 1), judged(A, C, "differ", 2), judged(B, C, "same", 3))


def test_a_later_judgement_supersedes_and_nothing_is_lost():
    both = log(judged(A, B, "same", 1), judged(A, B, "differ", 2))
    assert [j.verdict for j in both] == ["same", "differ"]
    assert [(j.verdict, j.supersedes) for j in standing(both)] == [("differ", both[0].id)]
    assert pairs(both, "same") == []


def test_unsure_takes_a_decision_back():
    assert pairs(log(judged(A, B, "same", 1), judged(A, B, "unsure", 2)), "same") == []


def test_separate_chains_do_not_contradict():
    assert len(standing(log(judged(A, B, "same", 1), judged(C, D, "same", 2), judged(B, C, "differ", 3)))) == 3


@pytest.mark.parametrize(("a", "b"), [(A, "person:~one"), (A, A), (A, "doc:1#e1"), ("doc:1#e1 doc:2#e1", "doc:2#e1")])
def test_two_of_one_type_are_needed(a, b):
    with pytest.raises(InputError):
        judged(a, b, "same", 1)


def test_an_unknown_verdict_is_refused():
    with pytest.raises(InputError, match="'maybe' is none of same, differ, unsure"):
        judged(A, B, "maybe", 1)


def test_events_are_joined_member_by_member_and_stay_whole():
    j = judged("doc:a#e1 doc:b#e2", "doc:c#e1", "same", 1)
    assert sorted(pairs([j], "same")) == [
        ("doc:a#e1", "doc:b#e2"),
        ("doc:a#e1", "doc:c#e1"),
        ("doc:b#e2", "doc:c#e1"),
    ]
