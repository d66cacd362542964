"""The small graph of the other tests, with a statistic that is stated as docs/model.md says."""

from kg.graph import Edge, Graph, Node
from tests import small


def small_graph() -> Graph:
    graph = small.small_graph()
    text = small.TEXT_A
    quote = "killing two officers"
    start = text.index(quote)
    args = '{"high":2,"low":2,"measure":"killed","party":"state","phrase":"two officers"}'
    told = {"document": "doc:a", "kind": "statistic", "start": start, "end": start + len(quote), "quote": quote, "args": args}
    told |= {"stance": "asserted", "confidence": 0.9, "extractor": "rules", "version": "1"}
    edges = [e for e in graph.edges.values() if (e.kind, e.target) != ("ABOUT", "stat:1")]
    edges += [Edge("ABOUT", "st:4", "stat:1", {"role": "statistic"}), Edge("STATED_IN", "st:4", "doc:a")]
    return Graph([*graph.nodes.values(), Node("Statement", "st:4", quote, told)], edges)
