"""The page in a real browser: every way into it, on a small graph."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.schema import load_schema
from kg.views import write_view
from tests.views.conftest import Tab
from tests.views.small import small_graph


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("views") / "small.html"
    write_view(small_graph(), load_schema(), file, heading="Small")
    return file


def click_node(page: Page, id_: str) -> None:
    """A click with the mouse where the node is drawn."""
    at = page.evaluate("id => kg.network.canvasToDOM(kg.network.getPosition(id))", id_)
    page.locator("#graph canvas").click(position=at)


def test_a_click_on_an_event_shows_its_evidence(tab: Tab, small_page: Path) -> None:
    page = tab.open(small_page)
    click_node(page, "event:1")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Armed clash, Kolat, 2024-05-03")
    expect(panel.locator(".card")).to_have_count(2)
    card = panel.locator(".card").first
    expect(card.locator("mark")).to_have_text("Fighters of the Ridge Front ambushed police")
    expect(card.locator("blockquote")).to_contain_text("near Kolat on 3 May 2024, killing two officers")
    expect(card.locator("figcaption")).to_contain_text("Wire <A> & Co · 4 May 2024")


def test_a_report_opens_with_its_passages_marked(tab: Tab, small_page: Path) -> None:
    page = tab.open(small_page)
    click_node(page, "event:1")
    page.locator("#panel .card button").first.click()
    expect(page.locator("#reader h2")).to_have_text("Ambush near Kolat")
    expect(page.locator("#reader mark.current")).to_have_text("Fighters of the Ridge Front ambushed police")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
