"""Fetch the vendored libraries from the npm registry again: python kg/views/assets/refresh.py

Versions are pinned in libraries.json; `files` maps the name in vendor/ to the path in the package. After a change of version
the new hashes are written into libraries.json: look at the diff before you commit it. Needs npm (and nothing else).
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
MINIFIER = "esbuild@0.25.12"  # for the one library whose package has no minified build


def fetch(name: str, version: str, folder: Path) -> Path:
    """The unpacked package."""
    shown = subprocess.run(  # noqa: S603
        [npm(), "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(folder / shown.stdout.strip()) as archive:
        archive.extractall(folder / name, filter="data")
    return folder / name / "package"


def npm() -> str:
    found = shutil.which("npm")
    if not found:
        raise SystemExit("npm is needed to refresh the libraries: install Node.js")
    return found


def minify(path: Path) -> None:
    command = [npm(), "exec", "--yes", MINIFIER, "--", str(path), "--minify", f"--outfile={path}", "--allow-overwrite"]
    subprocess.run(command, check=True)  # noqa: S603


def refresh() -> None:
    listing = json.loads((HERE / "libraries.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        for library in listing["npm"]:
            package = fetch(library["name"], library["version"], Path(temporary))
            for target, source in library["files"].items():
                shutil.copyfile(package / source, HERE / "vendor" / target)
                if target in library.get("minify", []):
                    minify(HERE / "vendor" / target)
            library["sha256"] = {
                target: hashlib.sha256((HERE / "vendor" / target).read_bytes()).hexdigest() for target in library["files"]
            }
    (HERE / "libraries.json").write_text(json.dumps(listing, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh()
