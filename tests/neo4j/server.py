"""A Neo4j server for the tests: the one NEO4J_URI names, else one from Maven Central's artifacts, else one in Docker."""

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "kg-tests"
PASSWORD = "only-for-tests"  # noqa: S105
LTS = "5.26.30"
SETTINGS = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
"""
JAVA = ("-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto")


class NoServerError(Exception):
    """No server can be had here; the message says what was tried."""


@dataclass(frozen=True)
class Address:
    """Where a server listens, and the variables that lead `open_store` to it."""

    uri: str
    env: Mapping[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class MavenServer:
    """A server process of our own, which can be stopped hard and started again on the same data."""

    version: str
    folder: Path
    port: int
    settings: str = SETTINGS
    heap: str = "512m"
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> Address:
        env = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
        return Address(f"bolt://127.0.0.1:{self.port}", env)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def configure(self) -> None:
        (self.folder / "neo4j.conf").write_text(self.settings.format(port=self.port))

    def start(self) -> None:
        java = find_java(self.version)
        classes = classpath(self.version, java)
        command = [
            java,
            *JAVA,
            f"-Xmx{self.heap}",
            "-cp",
            f"{classes}:{self.folder}/plugins/*",
            "Server",
            str(self.folder),
            PASSWORD,
        ]
        self.configure()
        with (self.folder / "server.log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        if not any(line.strip() == "ready" for line in self.process.stdout):
            raise NoServerError(f"Neo4j {self.version} did not start: {(self.folder / 'server.log').read_text()[-400:]}")

    def kill(self) -> None:
        """As when the power goes."""
        assert self.process is not None
        self.process.kill()
        self._reap()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self._reap()

    def _reap(self) -> None:
        assert self.process is not None
        self.process.wait(30)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def find_java(version: str) -> str:
    """A Java the release runs on: 17 or 21 for 5.x, 21 or later for calendar releases."""
    fit = {17, 21} if version.startswith("5.") else {21, 25}
    homes = [os.environ.get("JAVA_HOME", ""), *sorted(str(p) for p in Path("/usr/lib/jvm").glob("*"))]
    found = [shutil.which("java") or "", *(f"{home}/bin/java" for home in homes if home)]
    for java in found:
        if os.access(java, os.X_OK) and Path(java).resolve().with_name("javac").exists() and java_version(java) in fit:
            return java
    raise NoServerError(f"no Java {' or '.join(map(str, sorted(fit)))} with a compiler for Neo4j {version}")


def java_version(java: str) -> int:
    done = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True)
    line = next(line for line in done.stderr.splitlines() if "java.specification.version" in line)
    return int(line.split("=")[1].strip().split(".")[0])


def classpath(version: str, java: str) -> str:
    """Jars and the compiled Server, resolved by Maven on the first run and remembered under ~/.cache."""
    parts = [(HERE / name).read_bytes() for name in ("pom.xml", "Server.java")]
    folder = CACHE / f"neo4j-{version}-{hashlib.sha256(b''.join(parts)).hexdigest()[:8]}"
    listing = folder / "classpath"
    if not (listing.exists() and all(Path(jar).exists() for jar in listing.read_text().split(":"))):
        maven = shutil.which("mvn")
        if maven is None:
            raise NoServerError("no Maven (mvn) to fetch Neo4j from Maven Central")
        folder.mkdir(parents=True, exist_ok=True)
        fetched = folder / "fetched"
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={fetched}", f"-Dneo4j.version={version}"]
        done = subprocess.run(
            [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), *goal], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoServerError(f"Maven Central does not give Neo4j {version}: {done.stdout[-300:]}")
        jars = fetched.read_text().strip()
        javac = str(Path(java).resolve().with_name("javac"))
        subprocess.run([javac, "-cp", jars, "-d", str(folder), str(HERE / "Server.java")], check=True, capture_output=True)
        listing.write_text(f"{folder}:{jars}")
    return listing.read_text()


@contextmanager
def maven_server(version: str) -> Iterator[MavenServer]:
    folder = Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    server = MavenServer(version, folder, free_port())
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def docker_server() -> Iterator[Address]:
    try:
        from testcontainers.neo4j import Neo4jContainer
    except ImportError:
        raise NoServerError("no testcontainers package to try Docker with") from None
    from docker.errors import DockerException

    try:
        container = Neo4jContainer(f"neo4j:{LTS}-community", password=PASSWORD).start()
    except DockerException as exc:
        raise NoServerError(f"no Docker engine runs: {exc}") from exc
    try:
        yield Address(container.get_connection_url(), {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD})
    finally:
        container.stop()


def given() -> Address | None:
    """The server that NEO4J_URI names. Its database is emptied by the tests."""
    uri = os.environ.get("NEO4J_URI")
    names = ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    return Address(uri, {name: os.environ[name] for name in names if name in os.environ}) if uri else None


@contextmanager
def any_server() -> Iterator[Address]:
    """The cheapest server that can be had. Raises NoServerError with all that was tried."""
    named = given()
    if named is not None:
        yield named
        return
    version = os.environ.get("KG_NEO4J_VERSION", LTS)
    try:
        classes = classpath(version, find_java(version))
    except NoServerError as exc:
        with docker_after(exc) as address:
            yield address
        return
    assert classes
    with maven_server(version) as server:
        yield server.address


@contextmanager
def docker_after(reason: NoServerError) -> Iterator[Address]:
    try:
        with docker_server() as address:
            yield address
    except NoServerError as exc:
        raise NoServerError(f"{reason}; {exc}") from exc
