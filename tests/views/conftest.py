"""Debian's Chromium for the browser tests. Without one: a skip that says so, a failure where KG_REQUIRE_CHROMIUM=1."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.views.costs import FLAGS


@dataclass
class Tab:
    """A page in the browser with all that it asked for and complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, file: Path, address: str = "") -> Page:
        self.page.goto(f"file://{file}{'#' + address if address else ''}")
        self.page.wait_for_selector("body[data-ready]", state="attached", timeout=15_000)
        return self.page


NewTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        if os.environ.get("KG_REQUIRE_CHROMIUM") == "1":
            pytest.fail("no Chromium for the browser tests: apt-get install chromium, or set CHROMIUM")
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_tab(browser: Browser) -> Iterator[NewTab]:
    """new_tab(**options of a browser context): offline, 1400 × 850."""
    contexts = []

    def make(**options: object) -> Tab:
        context = browser.new_context(**{"offline": True, "viewport": {"width": 1400, "height": 850}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        tab = Tab(context.new_page())
        tab.page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else tab.asked.append(r.url))
        tab.page.on("pageerror", lambda error: tab.said.append(f"error: {error}"))
        tab.page.on("console", lambda message: tab.said.append(message.text))
        tab.page.on("dialog", lambda dialog: (tab.said.append("dialog"), dialog.dismiss()))
        return tab

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def tab(new_tab: NewTab) -> Iterator[Tab]:
    """A tab that must have asked the net for nothing and have said nothing on the console when the test ends."""
    made = new_tab()
    yield made
    assert made.asked == []
    assert made.said == []
