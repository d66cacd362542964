"""What a page is made of besides its data: libraries (libraries.json), our styles and scripts, the base map."""

import hashlib
import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import InputError

HERE = Path(__file__).parent
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
LIBRARIES = ("nouislider.min.js", "minisearch.min.js")
MAP_LIBRARIES = ("leaflet.js", "topojson-client.min.js")
STYLES = ("nouislider.min.css",)
MAP_STYLES = ("leaflet.css",)
# In the order in which they are read; all share one scope (js/README.md).
SCRIPTS = (
    "dom", "data", "words", "state", "filters", "fold", "place",
    "figures", "evidence", "panel", "reader", "graph", "captions", "grow",
    "map", "timeline", "table", "search", "legend", "dates", "paths", "tools", "main",
)  # fmt: skip


def libraries() -> dict[str, Any]:
    """libraries.json: names, versions, licences and hashes."""
    listing: dict[str, Any] = json.loads((HERE / "libraries.json").read_text(encoding="utf-8"))
    return listing


@cache
def read_pyvis(name: str) -> str:
    """A file of the installed pyvis package, checked against the hash in libraries.json."""
    found = importlib.util.find_spec("pyvis")
    if found is None or found.origin is None:
        raise InputError("pyvis is not installed: pip install 'pyvis==0.3.2'")
    data = (Path(found.origin).parent / name).read_bytes()
    expected = libraries()["pyvis"]
    if hashlib.sha256(data).hexdigest() != expected["sha256"]:
        raise InputError(f"pyvis carries another {expected['name']} than {expected['version']}: pip install 'pyvis==0.3.2'")
    return browser_text(data.decode("utf-8"))


@cache
def read_vendored(name: str) -> str:
    """A library file as text, without source-map comments and, in styles, without addresses: a page asks for nothing."""
    text = browser_text((HERE / "vendor" / name).read_text(encoding="utf-8"))
    return re.sub(r"url\([^)]*\)", "none", text) if name.endswith(".css") else text


def browser_text(text: str) -> str:
    """Also with the line ends that a browser makes of a page before it hashes the scripts in it."""
    return re.sub(r"//# sourceMappingURL=.*", "", text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def read_scripts() -> str:
    """Our own modules as one script: one async function, so that they share a scope and leave none in the window."""
    parts = [tighten((HERE / "js" / f"{name}.js").read_text(encoding="utf-8")) for name in SCRIPTS]
    return '"use strict";\n(async () => {\n' + "\n".join(parts) + "\n})();\n"


@cache
def read_styles() -> str:
    return tighten((HERE / "view.css").read_text(encoding="utf-8"))


def tighten(text: str) -> str:
    """Without indents, blank lines and whole-line comments; the sources stay readable, the page small."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
