"""Where nodes stand when the page opens: stress majorisation, then room for every label. Computed here, not in the browser.

Points are canvas units at zoom 1; y grows downwards. The same graph has the same points on every run.
"""

import textwrap
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Array = NDArray[np.float64]

EDGE = 165.0  # wished length of a link of weight 1
WIDTH = 20  # characters in a line of a label
LINES = 3
CHARACTER, LINE = 6.6, 15.0  # size of a character at font size 13, with some air
GAP = 14.0
ASPECT = 1.5  # a screen is wider than high


def wrap(name: str) -> str:
    """A label in at most LINES lines of about WIDTH characters; the full name is in the panel."""
    lines = textwrap.wrap(name, WIDTH, break_long_words=True) or [name[:WIDTH]]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: WIDTH - 1] + "…"]
    return "\n".join(lines)


def place_nodes(
    labels: Mapping[str, str], sizes: Mapping[str, float], links: Mapping[tuple[str, str], float]
) -> dict[str, Point]:
    """{id: point} for the ids of `labels` (wrapped label text). `links` gives each linked pair its wished distance, 1 = usual."""
    ids = sorted(labels)
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(ids)
    net.add_weighted_edges_from((a, b, d) for (a, b), d in sorted(links.items()) if a in labels and b in labels and a != b)
    boxes = {i: box(labels[i], sizes[i]) for i in ids}
    blocks: list[tuple[list[str], Array]] = []
    alone: list[str] = []
    for part in sorted(nx.connected_components(net), key=lambda c: (-len(c), min(c))):
        members = sorted(part)
        if len(members) == 1:
            alone += members
        else:
            blocks.append((members, arrange(net.subgraph(members), members, boxes)))
    return pack(blocks, alone, boxes)


def box(label: str, size: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a node with its label under it, about its centre."""
    lines = label.split("\n")
    half = max(size, max(map(len, lines)) * CHARACTER / 2) + GAP / 2
    return -half, -size - GAP / 2, half, size + len(lines) * LINE + GAP / 2


def arrange(net: "nx.Graph[str]", members: Sequence[str], boxes: Mapping[str, tuple[float, float, float, float]]) -> Array:
    """Points of one connected part, shape (n, 2), none of whose boxes overlap."""
    wished = distances(net, members)
    points = turn(majorise(wished, classical(wished))) * EDGE
    return spread(points, np.array([boxes[m] for m in members]))


def distances(net: "nx.Graph[str]", members: Sequence[str]) -> Array:
    """Shortest path lengths between all pairs, shape (n, n)."""
    lengths: Array = nx.floyd_warshall_numpy(net, nodelist=list(members), weight="weight")
    return lengths


def classical(wished: Array) -> Array:
    """Classical scaling: the start for `majorise`; signs are fixed so that equal input gives equal points."""
    n = len(wished)
    centre = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * centre @ (wished**2) @ centre)
    top = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 1e-9))
    top *= np.where(top[np.abs(top).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    # Twins (same neighbours) would fall on one point: a small turn by rank sets them apart.
    angle = np.arange(n) * 2.399963
    start: Array = top + 0.05 * np.column_stack((np.cos(angle), np.sin(angle)))
    return start


def majorise(wished: Array, points: Array, *, rounds: int = 120) -> Array:
    """SMACOF: points whose distances come near the wished ones, near pairs first. Source: Gansner, Koren, North 2004."""
    n = len(wished)
    if n == 2:
        return np.array([[0.0, 0.0], [wished[0, 1], 0.0]])
    weights = np.where(np.eye(n) > 0, 0.0, 1.0 / np.maximum(wished, 1e-6) ** 2)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    for _ in range(rounds):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        ratio = weights * wished / np.maximum(apart, 1e-6)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        points = inverse @ (pull @ points)
    return points


def turn(points: Array) -> Array:
    """Turned so that the long side lies flat, the first member in the upper left half."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned: Array = points @ axes.T
    turned *= np.where(turned[0] > 0, -1.0, 1.0)
    return turned


def spread(points: Array, boxes: Array, *, rounds: int = 400) -> Array:
    """Points moved apart, least first, until no two boxes (offsets left, top, right, bottom) overlap."""
    rank = np.arange(len(points))
    tie = 1e-9 * (rank[:, None] - rank)[..., None]  # of two on one spot, the later goes right and down
    for _ in range(rounds):
        low, high = points + boxes[:, :2], points + boxes[:, 2:]
        overlap: Array = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
        clash: Array = np.where(np.eye(len(points)) > 0, 0.0, np.where(overlap.min(axis=2) > 0, 1.0, 0.0))
        if not clash.any():
            break
        centre = (low + high) / 2
        side = np.sign(centre[:, None] - centre[None] + tie)
        shorter: Array = np.where(overlap == overlap.min(axis=2, keepdims=True), overlap, 0.0)
        push = (shorter * side * clash[..., None]).sum(axis=1) / np.maximum(clash.sum(axis=1), 1.0)[:, None]
        points = points + 0.55 * push
    return points


def pack(
    blocks: Sequence[tuple[list[str], Array]], alone: Sequence[str], boxes: Mapping[str, tuple[float, float, float, float]]
) -> dict[str, Point]:
    """Parts side by side in shelves under the largest, lone nodes in rows below; nothing overlaps."""
    tiles = [(members, points) for members, points in blocks] + [([i], np.zeros((1, 2))) for i in alone]
    extents = []
    for members, points in tiles:
        shape = np.array([boxes[m] for m in members])
        extents.append(((points + shape[:, :2]).min(axis=0), (points + shape[:, 2:]).max(axis=0)))
    area = sum(float(np.prod(high - low)) for low, high in extents)
    width = max([float(high[0] - low[0]) for low, high in extents] + [(area * ASPECT) ** 0.5])
    placed: dict[str, Point] = {}
    x = y = shelf = 0.0
    for (members, points), (low, high) in zip(tiles, extents, strict=True):
        wide, tall = high - low + 2 * GAP
        if x > 0 and x + wide > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        for member, point in zip(members, points - low + (x, y), strict=True):
            placed[member] = (round(float(point[0])), round(float(point[1])))
        x, shelf = x + wide, max(shelf, float(tall))
    return placed
