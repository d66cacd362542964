from kg.graph.wires import Wires
from kg.resolve.copies import bands, sign, similarity
from kg.schema import load_schema
from kg.statement import Document, Mark

WIRE = (
    "Security forces killed four militants in a raid on a compound in the mountains on Friday, officials said. "
    "The raid came two days after a bomb hit a convoy on the road to the provincial capital and wounded nine soldiers. "
    "Villagers spoke of heavy shelling through the night and of families who left their homes before dawn with what they "
    "could carry. No group has claimed the bomb so far. The army spokesman said that the search for others was going on."
)
OTHER = (
    "Farmers in the plains have begun to sow wheat a fortnight early after good rains, the ministry of agriculture said in its "
    "weekly bulletin, which also warned of locusts in the south and of a lack of diesel for tractors in remote districts."
)


def document(key: str, text: str, marks: tuple[Mark, ...] = ()) -> Document:
    return Document(key, text, marks=marks)


def groups(*documents: Document) -> dict[str, str]:
    wires = Wires(load_schema())
    wires.change([], documents)
    return {d.key: wires.group[d.id] for d in documents}


def test_a_wire_story_with_another_ending_is_a_copy_and_another_story_is_none():
    a, b, c = document("a", WIRE), document("b", WIRE + " Reporting by our correspondent."), document("c", OTHER)
    found = groups(a, b, c)
    assert found["a"] == found["b"] != found["c"]


def test_bylines_and_boilerplate_do_not_count():
    byline = "READ ALSO: ten things to know before you travel. Sign up for our newsletter and never miss a story again! "
    marked = document("b", byline + WIRE, (Mark(0, len(byline), "boilerplate"),))
    assert similarity(sign(document("a", WIRE), load_schema()), sign(marked, load_schema())) == 1.0


def test_a_group_is_named_after_its_smallest_member_whatever_comes_first():
    documents = [document(key, WIRE) for key in "abcd"]
    one, two = Wires(load_schema()), Wires(load_schema())
    one.change([], documents)
    for d in reversed(documents):
        two.change([], [d])
    assert one.group == two.group
    assert set(one.group.values()) == {"copies:" + min(d.id for d in documents).removeprefix("doc:")}


def test_taking_a_member_out_leaves_the_rest_together_and_nothing_behind():
    documents = sorted((document(key, WIRE) for key in "abc"), key=lambda d: d.id)
    wires = Wires(load_schema())
    wires.change([], documents)
    changed = wires.change([documents[0].id], [])
    assert changed == {d.id for d in documents[1:]}
    wires.change([d.id for d in documents[1:]], [])
    assert wires.group == wires.members == wires.filed == wires.signatures == {}


def test_a_signature_has_sixteen_bands():
    assert len(set(bands(sign(document("a", WIRE), load_schema())))) == 16
