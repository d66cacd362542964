"""Coreference measures over two clusterings of the same items: MUC, B³, CEAFe (entity-based, phi 4), and pairs.

A clustering is a list of sets. Each measure gives (precision, recall).
"""

from collections.abc import Hashable, Sequence
from itertools import combinations

import networkx as nx

Clusters = Sequence[frozenset[Hashable]]
Score = tuple[float, float]


def homes(clusters: Clusters) -> dict[Hashable, frozenset[Hashable]]:
    return {item: cluster for cluster in clusters for item in cluster}


def muc(truth: Clusters, found: Clusters) -> Score:
    """Links; singletons don't count (Vilain et al. 1995)."""

    def one(key: Clusters, response: Clusters) -> float:
        home = homes(response)
        missing = sum(len({home.get(i, i) for i in c}) - 1 for c in key)
        links = sum(len(c) - 1 for c in key)
        return 1 - missing / links if links else 1.0

    return one(found, truth), one(truth, found)


def b_cubed(truth: Clusters, found: Clusters) -> Score:
    """Mean over items (Bagga and Baldwin 1998)."""
    key, response = homes(truth), homes(found)
    shared = {i: len(key[i] & response[i]) for i in key}
    return (
        sum(shared[i] / len(response[i]) for i in key) / len(key),
        sum(shared[i] / len(key[i]) for i in key) / len(key),
    )


def ceaf_e(truth: Clusters, found: Clusters) -> Score:
    """Best one-to-one alignment of clusters by 2|a∩b|/(|a|+|b|) (Luo 2005)."""
    graph = nx.Graph()
    key = homes(truth)
    for number, cluster in enumerate(found):
        for other in {key[i] for i in cluster}:
            graph.add_edge(("found", number), ("truth", other), weight=2 * len(cluster & other) / (len(cluster) + len(other)))
    total = sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))
    return total / len(found), total / len(truth)


def pairs(truth: Clusters, found: Clusters) -> Score:
    """Pairs of items that are in one cluster."""
    right, told = ({frozenset(p) for c in clusters for p in combinations(c, 2)} for clusters in (truth, found))
    both = len(right & told)
    return both / len(told) if told else 1.0, both / len(right) if right else 1.0


def f1(score: Score) -> float:
    return 2 * score[0] * score[1] / sum(score) if sum(score) else 0.0


def conll(truth: Clusters, found: Clusters) -> float:
    """Mean F1 of MUC, B³ and CEAFe."""
    return sum(f1(measure(truth, found)) for measure in (muc, b_cubed, ceaf_e)) / 3


MEASURES = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e, "pairs": pairs}


def report(truth: Clusters, found: Clusters) -> list[str]:
    """One line a measure."""
    lines = []
    for name, measure in MEASURES.items():
        precision, recall = measure(truth, found)
        lines.append(f"{name:6} P {precision:.3f}  R {recall:.3f}  F1 {f1((precision, recall)):.3f}")
    return [*lines, f"CoNLL F1 {conll(truth, found):.3f}"]
