"""Where nodes stand: room for every label, kin together, the same places every time."""

import itertools
import math
import random

from benchmarks.views.synthetic import make
from kg.schema import load_schema
from kg.views.data import caption, sizes
from kg.views.layout import box, place_nodes, wrap
from kg.views.opening import DRAWN, EVENTS_UP_TO, open_at
from kg.views.parts import take_apart
from tests.views.small import small_graph


def web(n: int, seed: int) -> dict[tuple[str, str], float]:
    """A hub-heavy network with a few parts apart."""
    rng = random.Random(seed)  # noqa: S311
    links = {}
    for i in range(1, n):
        if i % 13:
            j = int(rng.random() ** 2 * i)
            links[f"n{j:03}", f"n{i:03}"] = 1.0
    return links


def overlaps(labels: dict[str, str], radii: dict[str, float], points: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    boxes = {}
    for i, (x, y) in points.items():
        left, top, right, bottom = box(labels[i], radii[i])
        boxes[i] = (x + left, y + top, x + right, y + bottom)
    return [
        (a, b)
        for (a, p), (b, q) in itertools.combinations(boxes.items(), 2)
        if min(p[2], q[2]) - max(p[0], q[0]) > 1 and min(p[3], q[3]) - max(p[1], q[1]) > 1
    ]


def test_no_two_labels_overlap() -> None:
    labels = {f"n{i:03}": "\n".join(wrap(f"Node number {i} of a long name", 3)) for i in range(120)}
    radii = {i: 8 + 28 * (k % 7 == 0) for k, i in enumerate(labels)}
    points = place_nodes(labels, radii, web(120, 3))
    assert set(points) == set(labels)
    assert overlaps(labels, radii, points) == []


def test_equal_graphs_have_equal_places() -> None:
    labels = {f"n{i:03}": f"Node {i}" for i in range(60)}
    radii = dict.fromkeys(labels, 10.0)
    links = web(60, 5)
    turned = place_nodes(dict(reversed(labels.items())), radii, dict(reversed(links.items())))
    assert turned == place_nodes(labels, radii, links)


def test_near_kin_stand_nearer_than_others() -> None:
    links = {("a", "f"): 0.75, **{("a", f"o{i}"): 1.25 for i in range(8)}}
    labels = {i: i for i in ("a", "f", *(f"o{i}" for i in range(8)))}
    points = place_nodes(labels, dict.fromkeys(labels, 10.0), links)
    apart = {i: math.dist(points["a"], points[i]) for i in labels if i != "a"}
    assert apart["f"] < sum(apart.values()) / len(apart)


def test_one_node_and_twins() -> None:
    assert place_nodes({"a": "A"}, {"a": 8.0}, {}) == {"a": (0, -10)}
    twins = place_nodes({"a": "A", "b": "B"}, {"a": 8.0, "b": 8.0}, {("a", "b"): 1.0})
    assert twins["a"] != twins["b"]


def test_labels_are_cut_into_lines() -> None:
    assert wrap("Tehreek-e-Taliban Pakistan", 3) == ["Tehreek-e-Taliban", "Pakistan"]
    assert wrap("Remote explosive/landmine/IED", 3) == ["Remote explosive/", "landmine/IED"]
    assert wrap("a " * 60, 2)[-1].endswith("…")


def test_a_small_graph_opens_with_its_events() -> None:
    opening = open_at(take_apart(small_graph()), load_schema(), [], None)
    assert opening.level == "events"
    assert "event:1" in opening.ids


def test_a_large_graph_opens_folded_with_what_hangs_together() -> None:
    parts = take_apart(make(3000))
    opening = open_at(parts, load_schema(), ["group:~150"], None)
    assert opening.level == "actors"
    assert len(opening.ids) == DRAWN < EVENTS_UP_TO
    assert "group:~150" in opening.ids
    radii = sizes(parts, opening.weights)
    nodes = {n.id: n for n in parts.nodes}
    labels = {i: caption(nodes[i], load_schema().table("views", "stances")) for i in opening.ids}
    points = place_nodes(labels, radii, opening.links)
    assert overlaps(labels, radii, points) == []
