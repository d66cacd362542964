"""What pages cost: python -m benchmarks.views.costs [NODES …]

Bytes; processor seconds of `write_view`; processor seconds of the page's main thread to open it and for single acts, which a
busy machine changes little. Needs Chromium (CHROMIUM=path, or `chromium` on the path) and playwright.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.views.synthetic import make
from kg.schema import load_schema
from kg.views import write_view

SIZES = (60, 500, 2000, 20_000)
# Without the networking flags Chromium looks for its maker's hosts at every start.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
SEARCH = "const q = document.querySelector('#q'); q.value = '{}'; q.dispatchEvent(new Event('input'));"
ACTS = {
    "filter": "document.querySelector('#stances input').click()",
    "filter back": "document.querySelector('#stances input').click()",
    "search first": SEARCH.format("ridge"),
    "search next": SEARCH.format("ridge f"),
    "panel": "kg.select('group:~1')",
    "expand": "kg.expand('group:~1')",
}
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def spent_s(session: CDPSession) -> float:
    """Processor seconds of the page's main thread since it was made."""
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def costs(page: Page, file: Path) -> dict[str, float]:
    """Processor seconds to open the page and for each act, with the frame that shows it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"file://{file}")
    page.wait_for_selector("body[data-ready]", state="attached", timeout=30_000)
    out = {"open": spent_s(session)}
    page.wait_for_selector("body[data-texts]", state="attached", timeout=30_000)
    for name, script in ACTS.items():
        page.evaluate(FRAMES)
        before = spent_s(session)
        page.evaluate(f"() => {{ {script} }}")
        page.evaluate(FRAMES)
        out[name] = spent_s(session) - before
    return out


def main(sizes: list[int]) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    names = ["open", *ACTS]
    print("| nodes | bytes | write | " + " | ".join(names) + " |")
    print("| --- " * (len(names) + 3) + "|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for n in sizes:
            graph, file = make(n), Path(folder) / f"{n}.html"
            start = time.process_time()
            size = write_view(graph, load_schema(), file, heading=f"{n} nodes").size
            written = time.process_time() - start
            page = browser.new_page(viewport={"width": 1400, "height": 850})
            figures = costs(page, file)
            page.close()
            print(f"| {n:,} | {size:,} | {written:.2f} s | " + " | ".join(f"{1000 * figures[k]:.0f} ms" for k in names) + " |")
        browser.close()


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or list(SIZES))
