"""A page: template, libraries, data and a Content-Security-Policy that lets nothing run but the scripts hashed in it."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.views.assets import HERE, LIBRARIES, MAP_LIBRARIES, MAP_STYLES, STYLES, read_scripts, read_styles, read_vendored
from kg.views.network import PageNetwork

LATER = 1_000_000  # code points of texts from which the page unpacks them after it has opened


def render(payload: Mapping[str, Any], texts: Mapping[str, Sequence[tuple[int, str]]], heading: str, *, map_: bool) -> str:
    """The whole page as text. Equal payloads give equal text."""
    long = sum(len(text) for pieces in texts.values() for _, text in pieces)
    scripts = [PageNetwork.library(), *(read_vendored(n) for n in LIBRARIES + (MAP_LIBRARIES if map_ else ())), read_scripts()]
    styles = [*(read_vendored(n) for n in STYLES + (MAP_STYLES if map_ else ())), read_styles()]
    safe = [as_script(text) for text in scripts]
    return (
        environment()
        .get_template("view.html.j2")
        .render(
            heading=heading,
            policy=policy(safe, styles),
            scripts=[Markup(text) for text in safe],  # noqa: S704  # our own and vendored code, no data
            styles=[Markup(text) for text in styles],  # noqa: S704
            data=packed(payload),
            texts=packed(texts),
            later=long > LATER,
            atlas=packed_text(read_vendored("countries-110m.json")) if map_ else "",
            map_=map_,
        )
    )


def environment() -> Environment:
    """Everything put into the template is escaped."""
    return Environment(loader=FileSystemLoader(Path(HERE)), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Hashes instead of 'unsafe-inline'; nothing may be asked for but images made in the page."""
    return (
        f"default-src 'none'; script-src {' '.join(map(source_hash, scripts))}; style-src {' '.join(map(source_hash, styles))}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def as_script(text: str) -> str:
    """Text that cannot end the script element it stands in, nor open a comment in it."""
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE).replace("<!--", r"<\!--")


def packed(payload: Mapping[str, Any]) -> str:
    """JSON, gzip, base64: no character of the data can be read as markup, and a tenth of a second opens 15 MB."""
    return packed_text(json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def packed_text(text: str) -> str:
    # A lone surrogate cannot be written as UTF-8; it becomes "?", as it would in any other file.
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 6, mtime=0)).decode()


def unpacked(page: str) -> dict[str, Any]:
    """The payload of a page that `render` wrote, with its `texts`."""
    found = dict(re.findall(r'<script type="application/gzip" id="(data|texts)"[^>]*>([^<]*)</script>', page))
    if len(found) != 2:
        raise ValueError("not a page of `kg view`: it has no data")
    data, texts = (json.loads(gzip.decompress(base64.b64decode(found[part]))) for part in ("data", "texts"))
    return {**data, "texts": texts}
