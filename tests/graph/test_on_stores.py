"""The histories that other tools get wrong, on every store: what the deltas make of a store is what a fresh build gives."""

from collections.abc import Sequence

import pytest

from kg.evidence import joined, why
from kg.graph.build import build_graph
from kg.graph.world import World
from kg.resolve.judgements import Judgement
from kg.schema import load_schema
from kg.store import Store
from tests.graph.reports import Report
from tests.graph.test_build import ALL, FIRST, FORTNIGHT, SECOND, THIRD, lines
from tests.graph.test_judgements import BOTH, FARAZ, FARAZI, ONE, TWO, built, judged


class Session:
    """A world whose every delta goes to the store."""

    def __init__(self, store: Store) -> None:
        self.store, self.world = store, World(load_schema())

    def load(self, *reports: Report) -> None:
        self.store.write(self.world.change(reports))

    def retract(self, *reports: Report) -> None:
        self.store.write(self.world.change(removed=[d.id for d, _ in reports]))

    def judge(self, *log: Judgement) -> None:
        self.store.write(self.world.change(judgements=log))

    def lines(self) -> list[str]:
        return list(self.store.graph().lines())


@pytest.fixture
def session(store: Store) -> Session:
    return Session(store)


def fresh(reports: Sequence[Report], *log: Judgement) -> list[str]:
    return list(build_graph([d for d, _ in reports], [st for _, sts in reports for st in sts], log, load_schema()).lines())


def test_loading_twice_is_loading_once(session: Session) -> None:
    session.load(*ALL)
    session.load(*ALL)
    assert session.lines() == lines(*ALL)


def test_the_order_of_loading_does_not_show(session: Session) -> None:
    for report in (FORTNIGHT, THIRD, FIRST, SECOND):
        session.load(report)
    assert session.lines() == lines(*ALL)


def test_taking_out_leaves_what_the_others_say(session: Session) -> None:
    session.load(*ALL)
    session.retract(FIRST, FORTNIGHT)
    assert session.lines() == lines(SECOND, THIRD)


def test_taking_out_after_a_merge_by_hand(session: Session) -> None:
    same = judged(FARAZ, FARAZI, "same")
    session.load(*BOTH)
    session.judge(same)
    assert session.lines() == list(built(same).lines())
    session.retract(ONE)
    assert session.lines() == fresh([TWO], same)


def test_an_edit_is_the_new_text_alone(session: Session) -> None:
    edited = FIRST[0].key
    session.load(*ALL)
    document, statements = FORTNIGHT
    moved = type(document)(edited, document.text, published=document.published, published_from="option", source=edited)
    told = [type(st)(moved.id, st.kind, st.start, st.end, st.quote, st.args) for st in statements]
    session.load((moved, told))
    assert session.lines() == fresh([(moved, told), *ALL[1:]])


def test_a_split_gives_the_earlier_edges_back(session: Session) -> None:
    same = judged(FARAZ, FARAZI, "same")
    session.load(*BOTH)
    before = session.lines()
    session.judge(same)
    session.judge(same, Judgement(FARAZ, FARAZI, "differ", "Rana", "2025-03-02", "two commanders", same.id))
    assert [line for line in session.lines() if '"node":"Judgement"' not in line] == before


def test_the_store_tells_why_reports_are_one_event(session: Session) -> None:
    session.load(*ALL)
    (event,) = [n.id for n in session.store.graph().nodes.values() if n.label == "Event" and n.properties["documents"] == 3]
    assert sorted(joined(session.store, event)) == [
        "https://one.example/a and https://two.example/b: same sub-event type, same day, same town, same target, similar toll "
        "(9 points)",
        "https://three.example/c and https://two.example/b: same sub-event type, same day, same town, same target, similar toll "
        "(9 points)",
    ]


def test_the_store_tells_why_names_are_one_entity(session: Session) -> None:
    session.load(*BOTH)
    session.judge(judged(FARAZ, FARAZI, "same"))
    (person,) = why(session.store, "Mohammad Khorasani")
    assert person.notes == ("person:~mohammad-khorasani and person:~muhammad-khurasani: spellings of one name (88.9 points)",)
    assert sorted(e.document for e in person.evidence) == ["one", "two"]
    (group,) = why(session.store, "Faraz group")
    assert group.notes == (f"{FARAZ} and {FARAZI}: judged: {FARAZ} same {FARAZI} (Rana, 2025-03-01)",)
