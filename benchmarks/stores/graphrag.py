"""Writes a JSON Lines graph by neo4j-graphrag's own writer, twice, and prints seconds and counts. Needs it installed."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from neo4j import GraphDatabase
from neo4j_graphrag.components.kg_writer import Neo4jWriter
from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship


def read(file: str) -> Neo4jGraph:
    nodes, edges = [], []
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        if "node" in data:
            properties = {key: value for key, value in data.items() if key != "node"}
            nodes.append(Neo4jNode(id=data["id"], label=data["node"], properties=properties))
        else:
            properties = {"id": data["id"], **data["properties"]}
            ends = {"start_node_id": data["source"], "end_node_id": data["target"]}
            edges.append(Neo4jRelationship(type=data["edge"], properties=properties, **ends))
    return Neo4jGraph(nodes=nodes, relationships=edges)


def processor(pid: str) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(uri: str, password: str, file: str, server: str) -> None:
    graph = read(file)
    found: dict[str, object] = {}
    with GraphDatabase.driver(uri, auth=("neo4j", password), notifications_min_severity="OFF") as driver:
        for time_ in ("first", "again"):
            began, before = time.perf_counter(), processor(server) + time.process_time()
            result = asyncio.run(Neo4jWriter(driver).run(graph))
            seconds, cpu = time.perf_counter() - began, processor(server) + time.process_time() - before
            if result.status != "SUCCESS":
                raise SystemExit(f"neo4j-graphrag failed: {result.metadata}")
            count = driver.execute_query("MATCH (n:__KGBuilder__) RETURN count(n) AS n").records[0]["n"]
            edges = driver.execute_query("MATCH (:__KGBuilder__)-[r]->() RETURN count(r) AS n").records[0]["n"]
            if time_ == "first":
                found |= {"cpu": round(cpu, 2), "wall": round(seconds, 2)}
            found |= {f"nodes {time_}": count, f"edges {time_}": edges}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
