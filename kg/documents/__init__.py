"""Reading what people have into documents."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.statement import Document


@dataclass(frozen=True)
class Problem:
    """An input that could not be read, with one clear line."""

    path: str
    message: str


def read(paths: Sequence[str], *, published: str | None = None) -> Iterator[Document | Problem]:
    """Documents of files and folders, sorted within a folder."""
    for name in paths:
        path = Path(name)
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            if file.suffix == ".jsonl":
                for line in file.read_text(encoding="utf-8").splitlines():
                    data = json.loads(line)
                    stated = published or data.get("published")
                    yield Document(data["id"], data["text"], data.get("title"), stated, "metadata" if stated else "unknown")
            elif file.is_file():
                text = file.read_bytes().decode("utf-8")
                yield Document(file.as_posix(), text, published=published, published_from="option" if published else "unknown")
            else:
                yield Problem(name, "no such file")
