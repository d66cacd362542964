"""The pictures of the README, from the five reports in seeds/: python -m benchmarks.views.screenshots [FOLDER]

Writes graph.png and timeline.png, by default into docs/images/. Needs Chromium and playwright, as costs.py does.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.views.costs import FLAGS
from kg.pipeline import load
from kg.schema import load_schema
from kg.store import open_store
from kg.views import write_view

ROOT = Path(__file__).parents[2]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        file = Path(temporary) / "seeds.html"
        with open_store(Path(temporary) / "kg.db", write=True, env={}) as store:
            load([str(ROOT / "seeds")], store)
            write_view(store.graph(), load_schema(), file, heading="Five reports")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        page.goto(f"file://{file}")
        page.wait_for_selector("body[data-ready]", state="attached")
        page.screenshot(path=folder / "graph.png")
        page.get_by_role("tab", name="Timeline").click()
        # The deadliest event, with what it rests on.
        page.evaluate("kg.select(kg.events().sort((a, b) => (b.props.killed_best ?? 0) - (a.props.killed_best ?? 0))[0].id)")
        page.screenshot(path=folder / "timeline.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
