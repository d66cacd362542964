"""The page of the five reports in a real browser: every way into it, its answers compared with the store's."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
from playwright.sync_api import Page, expect

from kg.graph import Graph, Node
from kg.pipeline import answer
from kg.schema import load_schema
from tests.views.conftest import NewTab, Tab
from tests.views.seeds import Seeds, seeds
from tests.views.test_page import graph_of

__all__ = ["seeds"]

EVENTS = "kg.events().map(n => n.id).sort()"
DRAWN = "[kg.picture().nodes.map(n => n.id).sort(), kg.picture().links.map(e => e.id).sort()]"


def tick(page: Page, group: str, label: str) -> None:
    page.locator(f"#{group} label.tick", has=page.get_by_text(label, exact=True)).locator("input").click()


def events(graph: Graph) -> list[Node]:
    return [n for n in graph.sorted_nodes() if n.label == "Event"]


def busiest(graph: Graph, label: str) -> Node:
    """The node of a label with most edges."""
    ends = [end for e in graph.edges.values() if e.kind not in ("ABOUT", "STATED_IN") for end in (e.source, e.target)]
    return max((n for n in graph.sorted_nodes() if n.label == label), key=lambda n: ends.count(n.id))


def test_the_page_holds_what_the_store_exports(seeds: Seeds) -> None:
    page = graph_of(seeds.page.read_text(encoding="utf-8"))
    whole = [line for line in seeds.graph.lines() if '"node":"Judgement"' not in line]
    assert list(page.lines()) == whole


def test_everything_with_evidence_shows_it(tab: Tab, seeds: Seeds) -> None:
    """Each derived edge and each event, selected: the panel marks a quote of one of its statements."""
    page = tab.open(seeds.page)
    wanted = {}
    for edge in seeds.graph.sorted_edges():
        found = edge.properties.get("statements")
        if edge.kind not in ("ABOUT", "STATED_IN") and isinstance(found, list) and found:
            wanted[f"{edge.kind}|{edge.source}|{edge.target}"] = [seeds.graph.nodes[str(st)].properties["quote"] for st in found]
    about = [e for e in seeds.graph.sorted_edges() if e.kind == "ABOUT"]
    for event in events(seeds.graph):
        wanted[event.id] = [seeds.graph.nodes[e.source].properties["quote"] for e in about if e.target == event.id]
    shown = page.evaluate(
        """ids => ids.map((id) => {
          kg.select(id);
          return [id, [...document.querySelectorAll('#panel .card mark')].map((m) => m.textContent)];
        })""",
        list(wanted),
    )
    assert len(shown) > 60
    assert [id_ for id_, quotes in shown if not set(quotes) & set(map(str, wanted[id_]))] == []


def test_dates_leave_what_the_same_query_finds(tab: Tab, seeds: Seeds) -> None:
    known = sorted({str(n.properties["date_start"]) for n in events(seeds.graph) if "date_start" in n.properties})
    since = known[len(known) // 2]
    page = tab.open(seeds.page, f"from={day(since)}&undated=no")
    rows = answer(seeds.store, "events", {"since": since, "sums": True})
    expected = sorted(str(row["id"]) for row in rows if row["date"])
    assert 0 < len(expected) < len(events(seeds.graph))
    assert page.evaluate(EVENTS) == expected


def day(iso: str) -> int:
    import datetime

    return (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days


def test_the_date_slider_moves_by_keyboard(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    before = page.locator("#range").text_content()
    handle = page.get_by_role("slider", name="First day")
    handle.focus()
    page.keyboard.press("PageUp")
    expect(page.locator("#range")).not_to_have_text(before or "")
    assert page.evaluate("kg.state.from") is not None
    page.locator("#undo").click()
    expect(page.locator("#range")).to_have_text(before or "")


def test_ticks_leave_what_their_words_say(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    all_ = events(seeds.graph)
    tick(page, "stances", "alleged")
    assert page.evaluate(EVENTS) == [n.id for n in all_ if n.properties["stance"] != "alleged" or n.properties.get("contested")]
    tick(page, "stances", "alleged")
    kind = str(busiest_type(all_))
    tick(page, "kinds", kind.replace("/", "/\u200b"))
    assert page.evaluate(EVENTS) == [n.id for n in all_ if n.properties["event_type"] != kind]
    page.keyboard.press("Escape")
    page.locator("#undo").click()
    assert page.evaluate(EVENTS) == [n.id for n in all_]
    tick(page, "kinds", "Places")
    assert page.evaluate("kg.picture().nodes.filter(n => n.kind === 'Place').length") == 0
    tick(page, "relations", "operates in")
    assert page.evaluate("kg.relations().filter(e => e.kind === 'OPERATES_IN').length") == 0


def busiest_type(nodes: list[Node]) -> str:
    types = [str(n.properties["event_type"]) for n in nodes]
    return max(sorted(set(types)), key=types.count)


def test_independent_sources(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page, "sources=2")
    expected = sorted(
        e.id for e in seeds.graph.sorted_edges() if sources(e.properties) >= 2 and e.kind in load_schema().relations
    )
    names = {f"{e.kind}|{e.source}|{e.target}": e.id for e in seeds.graph.edges.values()}
    shown = sorted(
        names[id_] for id_ in page.evaluate("kg.edges.filter(e => (e.props.documents ?? 0) >= 2).map(e => e.id)") if id_ in names
    )
    kept = {names[id_] for id_ in page.evaluate("kg.relations().map(e => e.id)")}
    assert kept <= set(shown)
    assert {e for e in expected if seeds.graph.edges[e].kind not in ("ATTACKED", "LOCATED_IN")} <= kept
    assert page.locator("#sources-said").text_content() == "at least 2"


def sources(properties: object) -> int:
    found = properties.get("documents", 0) if hasattr(properties, "get") else 0
    return found if isinstance(found, int) else 0


def test_search_finds_by_alias_and_by_the_words_of_a_report(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    group = busiest(seeds.graph, "Group")
    alias = next(str(a) for a in list_of(group.properties["aliases"]) if a != group.name and len(str(a)) > 2)
    page.keyboard.press("/")
    page.keyboard.type(alias)
    expect(page.locator("#hits li").first).to_contain_text(group.name)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(group.name)
    assert page.evaluate("document.activeElement.id") == "panel"
    text = next(str(n.properties["text"]) for n in seeds.graph.sorted_nodes() if n.label == "Document")
    phrase = text[200:230].strip().replace("\n", " ")[:20]
    page.fill("#q", phrase)
    page.locator("#hits li", has=page.locator("mark")).first.dispatch_event("mousedown")
    expect(page.locator("#reader")).to_be_visible()
    assert phrase in (page.locator("#reader .text").text_content() or "")


def list_of(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def test_a_path_is_as_short_as_networkx_finds_it(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    links = page.evaluate("kg.picture().links.map(e => [e.from.id, e.to.id])")
    net = nx.Graph(links)
    start = busiest(seeds.graph, "Group").id
    lengths = nx.single_source_shortest_path_length(net, start)
    end, steps = max(lengths.items(), key=lambda item: (item[1], item[0]))
    assert steps > 1
    page.evaluate("id => kg.select(id)", start)
    page.get_by_role("button", name="Path", exact=True).click()
    page.evaluate("id => kg.select(id)", end)
    expect(page.locator("#status")).to_contain_text(f"Path of {steps} steps")
    expect(page.locator("#panel ol > li")).to_have_count(steps)


def test_levels(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    page.get_by_role("button", name="Actors", exact=True).click()
    assert page.evaluate("new Set(kg.picture().nodes.map(n => n.kind)).has('Event')") is False
    by_pair = {}
    roles = [e for e in seeds.graph.sorted_edges() if e.kind in ("ACTOR", "OCCURRED_IN")]
    for event in events(seeds.graph):
        places = sorted(
            (e for e in roles if e.source == event.id and e.kind == "OCCURRED_IN"), key=lambda e: sortable(e.properties)
        )
        for actor in (e.target for e in roles if e.source == event.id and e.kind == "ACTOR"):
            if places and places[0].target != actor:
                by_pair.setdefault(f"EVENTS_IN|{actor}|{places[0].target}", set()).add(event.id)
    folded = (
        "Object.fromEntries(kg.picture().links.filter(e => e.kind === 'EVENTS_IN').map(e => [e.id, e.events.map(n => n.id)]))"
    )
    assert {k: set(v) for k, v in page.evaluate(folded).items()} == by_pair
    page.get_by_role("button", name="Documents", exact=True).click()
    assert page.evaluate("kg.picture().nodes.filter(n => n.kind === 'Document').length") == 5
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Events", exact=True).first).to_have_attribute("aria-pressed", "true")


def sortable(properties: object) -> int:
    rank = properties.get("rank", 0) if hasattr(properties, "get") else 0
    return rank if isinstance(rank, int) else 0


def test_a_link_restores_the_view(tab: Tab, new_tab: NewTab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    tick(page, "stances", "alleged")
    tick(page, "kinds", "Persons")
    page.evaluate("id => kg.select(id)", busiest(seeds.graph, "Group").id)
    page.get_by_role("button", name="Only its neighbourhood").click()
    page.get_by_role("tab", name="Timeline").click()
    address = page.evaluate("location.hash.slice(1)")
    again = new_tab().open(seeds.page, address)
    assert again.evaluate(DRAWN) == page.evaluate(DRAWN)
    assert again.evaluate("location.hash.slice(1)") == address
    assert again.evaluate("[kg.state.tab, kg.state.sel]") == ["timeline", busiest(seeds.graph, "Group").id]
    expect(again.locator("#panel h2")).to_have_text(busiest(seeds.graph, "Group").name)


def test_every_act_can_be_undone(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    start = page.evaluate(DRAWN)
    page.evaluate("id => kg.select(id)", busiest(seeds.graph, "Group").id)
    page.get_by_role("button", name="Only its neighbourhood").click()
    ring = page.evaluate(DRAWN)
    assert len(ring[0]) < len(start[0])
    tick(page, "kinds", "Places")
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(DRAWN) == ring
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(DRAWN) == start
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_the_table_sorts_and_saves(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#table tbody tr")).to_have_count(len(events(seeds.graph)))
    head = page.get_by_role("columnheader", name="Killed")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    most = max(sum_of(n) for n in events(seeds.graph))
    expect(page.locator("#table tbody tr").first.locator("td").nth(6)).to_contain_text(str(most))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"), newline="")))
    assert sorted(row["Event"] for row in rows) == sorted(n.name for n in events(seeds.graph))
    assert rows[0]["Killed"] == str(most)
    page.locator("#table tbody tr").first.click()
    expect(page.locator("#panel .toll")).to_be_visible()


def sum_of(event: Node) -> int:
    found = event.properties.get("killed_best", event.properties.get("killed_low", 0))
    return found if isinstance(found, int) else 0


def test_the_map_does_not_pretend(tab: Tab, seeds: Seeds) -> None:
    """Events placed in a unit are marks over an area, those at a settlement points; none is lost."""
    page = tab.open(seeds.page)
    page.get_by_role("tab", name="Map").click()
    extent = load_schema().table("views", "extent")
    counts = {"sure": 0, "vague": 0, "nowhere": 0}
    single = [n for n in events(seeds.graph) if not n.properties["is_sum"]]
    for event in single:
        places = [e for e in seeds.graph.sorted_edges() if e.kind == "OCCURRED_IN" and e.source == event.id]
        first = seeds.graph.nodes[min(places, key=lambda e: sortable(e.properties)).target] if places else None
        if first is None:
            counts["nowhere"] += 1
        elif "lat" in first.properties:
            vague = first.properties.get("kind") in extent or whole(event.properties.get("where_prec")) >= 3
            counts["vague" if vague else "sure"] += 1
    shown = {kind: sum(map(int, page.locator(f"#map-canvas .pin.{kind}").all_text_contents())) for kind in ("sure", "vague")}
    assert shown["sure"] == counts["sure"] > 0
    assert shown["vague"] >= counts["vague"] > 0
    assert page.locator("#map-canvas .area").count() > 0
    assert sum(shown.values()) + page.locator("#map-list details li").count() == len(single)
    page.locator("#map-canvas .pin.sure").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .badge").first).to_have_text("Place")


def whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def test_the_timeline_has_lanes_marks_and_ties(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    page.get_by_role("tab", name="Timeline").click()
    lanes = page.locator("#timeline .lane").all_text_contents()
    parents = {e.source: e.target for e in seeds.graph.sorted_edges() if e.kind == "FACTION_OF"}
    child, parent = next((seeds.graph.nodes[c].name, seeds.graph.nodes[p].name) for c, p in parents.items())
    names = [lane.replace("↳ ", "") for lane in lanes]
    where = {name: next(i for i, lane in enumerate(names) if name in lane) for name in (child, parent)}
    assert where[child] > where[parent]
    assert "↳" in lanes[where[child]]
    taking_part = {
        e.source for e in seeds.graph.sorted_edges() if e.kind in ("ACTOR", "TARGET") and label(seeds, e.target) in LANES
    }
    expect(page.locator("#timeline .event")).to_have_count(len(taking_part))
    assert page.locator("#timeline .tie").count() > 0
    page.locator("#timeline .event").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .badge").first).to_have_text("Event")


LANES = ("Group", "Institution")


def label(seeds: Seeds, id_: str) -> str:
    return seeds.graph.nodes[id_].label


def test_play_runs_through_time_and_can_be_undone(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    before = page.evaluate(EVENTS)
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#status")).to_contain_text("Up to")
    page.get_by_role("button", name="Stop").click()
    assert len(page.evaluate(EVENTS)) <= len(before)
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(EVENTS) == before


def test_dark_and_picture(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()
    picture = Path(waiting.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000


def test_nothing_overlaps_at_first_sight(tab: Tab, seeds: Seeds) -> None:
    """No node or label lies on another one, as vis-network itself measures them."""
    page = tab.open(seeds.page)
    boxes = page.evaluate("kg.picture().nodes.map(n => [n.id, kg.network.getBoundingBox(n.id)])")
    clashes = [
        (a, b)
        for i, (a, p) in enumerate(boxes)
        for b, q in boxes[i + 1 :]
        if min(p["right"], q["right"]) - max(p["left"], q["left"]) > 1
        and min(p["bottom"], q["bottom"]) - max(p["top"], q["top"]) > 1
    ]
    assert clashes == []


def test_the_pages_data_is_json_without_numbers_that_are_none(seeds: Seeds) -> None:
    from kg.views.page import unpacked

    data = unpacked(seeds.page.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(data, allow_nan=False)) == data
