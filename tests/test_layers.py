"""The architecture: imports only go down this list; modules on one floor don't import each other."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]

FLOORS = [
    ["__main__"],
    ["cli"],
    ["pipeline", "evaluate", "evidence", "integrity"],
    ["queries", "exchange", "views", "measure", "tables"],
    ["store"],
    ["network"],
    ["graph"],
    ["extract", "resolve"],
    ["documents"],
    ["values"],
    ["statement"],
    ["gazetteer"],
    ["schema"],
    ["transliteration"],
    ["errors", "ids"],
]
FLOOR = {name: len(FLOORS) - i for i, names in enumerate(FLOORS) for name in names}


def imports(path: Path) -> set[str]:
    """Top-level parts of kg that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "kg" else [f"kg.{a.name}" for a in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found - {"__version__"}


def test_imports_only_go_down() -> None:
    wrong = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        part = path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        if part == "__init__":
            continue
        for other in sorted(imports(path) - {part}):
            if FLOOR[other] >= FLOOR[part]:
                wrong.append(f"{path.relative_to(ROOT)} imports {other}")
    assert wrong == []
