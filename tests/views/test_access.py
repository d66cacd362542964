"""For everybody: by keyboard, by screen reader, enlarged, on a tablet. axe-core from npm looks for the rest."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.views.conftest import NewTab, Tab
from tests.views.seeds import Seeds, seeds

__all__ = ["seeds"]

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("Graph", "Map", "Timeline", "Table")


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        why = "no axe-core: npm install --no-save --prefix tests/views axe-core@4.14.1"
        if os.environ.get("KG_REQUIRE_CHROMIUM") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_tab: NewTab, seeds: Seeds, axe: str, scheme: str) -> None:
    """In each view, with something selected and with a report open; nothing at all, not only nothing serious."""
    page = new_tab(bypass_csp=True, color_scheme=scheme).open(seeds.page)
    page.evaluate(axe)

    def found() -> list[str]:
        return list(
            page.evaluate(
                """async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(
                  (v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`)"""
            )
        )

    for view in VIEWS:
        page.get_by_role("tab", name=view).click()
        assert found() == [], view
    page.evaluate("kg.select(kg.events()[0].id)")
    assert found() == []
    page.locator("#panel .card button").first.click()
    assert found() == []


def test_everything_by_keyboard(tab: Tab, seeds: Seeds) -> None:
    """From the search to the report and back without a pointer; the focus can be seen wherever it is."""
    page = tab.open(seeds.page)
    page.keyboard.press("/")
    page.keyboard.type("tehreek")
    expect(page.locator("#hits li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Tehreek")
    page.keyboard.press("3")
    expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    seen = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
              const here = document.activeElement;
              const style = getComputedStyle(here);
              const path = here.closest('#legend, #table, #panel, footer, header')?.id || here.tagName;
              return [path, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        seen.add(name)
        assert outline or name == "BODY"
    assert {"legend", "table"} <= seen
    page.locator("#panel .card button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("Evidence")


@pytest.mark.parametrize(
    ("width", "height"), [(700, 425), (820, 1180), (1180, 820)], ids=["at 200 %", "tablet", "tablet, turned"]
)
def test_small_windows_lose_nothing(new_tab: NewTab, seeds: Seeds, width: int, height: int) -> None:
    tab = new_tab(viewport={"width": width, "height": height})
    page = tab.open(seeds.page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for view in VIEWS:
        page.get_by_role("tab", name=view).click()
        box = page.locator(f"#{view.lower()}").bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 240
    page.evaluate("kg.select(kg.events()[0].id)")
    page.locator("#panel .card").first.scroll_into_view_if_needed()
    expect(page.locator("#panel .card").first).to_be_in_viewport()
    for name in ("Fit", "Path", "Undo", "PNG", "Link", "Dark"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert tab.said == []


def test_motion_is_left_out_where_it_is_not_wanted(new_tab: NewTab, seeds: Seeds) -> None:
    page = new_tab(reduced_motion="reduce").open(seeds.page)
    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length"
    assert page.evaluate(moving) == 0


def test_a_screen_reader_is_told_what_happens(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    assert page.locator("#status").get_attribute("aria-live") == "polite"
    page.evaluate("kg.select(kg.events()[0].id)")
    expect(page.locator("#status")).to_contain_text("Event ")
    page.get_by_role("button", name="Only its neighbourhood").click()
    page.keyboard.press("u")
    expect(page.locator("#status")).to_have_text("Undone.")


def test_types_differ_in_shape_as_well_as_in_colour(tab: Tab, seeds: Seeds) -> None:
    page = tab.open(seeds.page)
    shapes = page.evaluate("Object.fromEntries(kg.nodes.map(n => [n.kind, n.shape]))")
    assert len(set(shapes.values())) == len(shapes)
