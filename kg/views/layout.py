"""Where nodes stand when the page opens: stress majorisation, then room for every label. Computed here, not in the browser.

Points are canvas units at zoom 1; y grows downwards. The same graph has the same points on every run.
"""

import textwrap
from collections.abc import Collection, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Box = tuple[float, float, float, float]
Array = NDArray[np.float64]

EDGE = (138.0, 104.0)  # wished length of a link of weight 1, across and down: labels are wide, and so are screens
FONT = 13.0
FRAMED = 11.0  # size of letters in a frame
WIDTH = 18  # characters in a line of a label
CHARACTER, LINE = 0.54, 1.18  # of a character and a line, in font sizes
GAP = 12.0
PULL = 0.18  # 0 leaves arms as long as they are
STEP = 40.0  # between the spots tried for a further part
ASPECT = 1.25  # of the canvas between the two panes


def wrap(text: str, lines: int) -> list[str]:
    """At most `lines` lines of about WIDTH characters, also broken after a slash; the full text is in the panel."""
    if len(text) <= WIDTH:
        return [text]
    found = [line.replace("/ ", "/") for line in textwrap.wrap(text.replace("/", "/ "), WIDTH)] or [text[:WIDTH]]
    return found if len(found) <= lines else [*found[: lines - 1], found[lines - 1][: WIDTH - 1] + "…"]


def font_of(size: float) -> float:
    """Size of the label's letters: larger under larger nodes."""
    return round(FONT + min(6.0, max(0.0, size - 14) / 3), 1)


def place_nodes(
    labels: Mapping[str, str],
    sizes: Mapping[str, float],
    links: Mapping[tuple[str, str], float],
    framed: Collection[str] = (),
) -> dict[str, Point]:
    """{id: point} for the ids of `labels` (wrapped label text). `links` gives each linked pair its wished distance, 1 = usual.

    framed: ids whose label stands in the node, not under it.
    """
    ids = sorted(labels)
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(ids)
    net.add_weighted_edges_from((a, b, d) for (a, b), d in sorted(links.items()) if a in labels and b in labels and a != b)
    boxes = {i: frame(labels[i]) if i in framed else box(labels[i], sizes[i]) for i in ids}
    blocks: list[tuple[list[str], Array]] = []
    alone: list[str] = []
    for part in sorted(nx.connected_components(net), key=lambda c: (-len(c), min(c))):
        members = sorted(part)
        if len(members) == 1:
            alone += members
        else:
            blocks.append((members, arrange(net.subgraph(members), members, boxes)))
    return pack(blocks, alone, boxes)


def box(label: str, size: float) -> Box:
    """Left, top, right and bottom of a node with its label under it, about its centre."""
    lines = label.split("\n")
    font = font_of(size)
    half = max(size, max(map(len, lines)) * font * CHARACTER / 2) + GAP / 2
    return -half, -size - GAP / 2, half, size + (len(lines) + 0.3) * font * LINE + GAP / 2


def frame(label: str) -> Box:
    """The same for a node that is a frame around its label."""
    lines = label.split("\n")
    half = max(map(len, lines)) * FRAMED * CHARACTER / 2 + GAP
    tall = len(lines) * FRAMED * LINE / 2 + GAP
    return -half, -tall, half, tall


def arrange(net: "nx.Graph[str]", members: Sequence[str], boxes: Mapping[str, Box]) -> Array:
    """Points of one connected part, shape (n, 2), none of whose boxes overlap."""
    wished = distances(net, members)
    points = turn(majorise(wished, classical(wished)))
    reach = np.linalg.norm(points, axis=1, keepdims=True)
    # Long arms are drawn in a little: the crowd in the middle gets the room.
    points = points * np.maximum(reach, 1e-9) ** -PULL * np.array(EDGE)
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


def spread(points: Array, boxes: Array, *, rounds: int = 600) -> Array:
    """Points moved apart, least first, until no two boxes (offsets left, top, right, bottom) overlap."""
    rank = np.arange(len(points))
    tie = 1e-9 * (rank[:, None] - rank)[..., None]  # of two on one spot, the later goes right and down
    for attempt in range(rounds):
        low, high = points + boxes[:, :2], points + boxes[:, 2:]
        overlap: Array = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
        clash: Array = np.where(np.eye(len(points)) > 0, 0.0, np.where(overlap.min(axis=2) > 0, 1.0, 0.0))
        if not clash.any():
            break
        if attempt % 30 == 29:  # a crowd that pushes in circles needs more room as a whole
            points = points * 1.06
        centre = (low + high) / 2
        side = np.sign(centre[:, None] - centre[None] + tie)
        shorter: Array = np.where(overlap == overlap.min(axis=2, keepdims=True), overlap, 0.0)
        push = (shorter * side * clash[..., None]).sum(axis=1) / np.maximum(clash.sum(axis=1), 1.0)[:, None]
        points = points + 0.55 * push
    return points


def pack(blocks: Sequence[tuple[list[str], Array]], alone: Sequence[str], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Parts side by side, each where it makes the whole least larger than the screen's shape; nothing overlaps."""
    tiles = [*blocks, *(([i], np.zeros((1, 2))) for i in alone)]
    placed: dict[str, Point] = {}
    taken = np.empty((0, 4))
    for members, points in tiles:
        shape = np.array([boxes[m] for m in members])
        here = np.hstack((points + shape[:, :2], points + shape[:, 2:]))
        move = free_spot(here, taken)
        taken = np.vstack((taken, here + np.tile(move, 2)))
        for member, (x, y) in zip(members, points + move, strict=True):
            placed[member] = (round(float(x)), round(float(y)))
    return placed


def free_spot(here: Array, taken: Array) -> Array:
    """How far to move the boxes `here`, shape (n, 4), so that they touch none of `taken` and the whole stays compact."""
    low, high = here[:, :2].min(axis=0), here[:, 2:].max(axis=0)
    if not len(taken):
        centred: Array = -(low + high) / 2
        return centred
    around = np.concatenate((taken[:, :2].min(axis=0), taken[:, 2:].max(axis=0)))
    size, middle = high - low, (around[:2] + around[2:]) / 2
    columns = np.arange(around[0] - size[0], around[2] + STEP, STEP)
    rows = np.arange(around[1] - size[1], around[3] + STEP, STEP)
    corners: Array = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    whole = np.maximum(corners + size, around[2:]) - np.minimum(corners, around[:2])
    away = np.abs(corners + size / 2 - middle).sum(axis=1)
    price = np.maximum(whole[:, 0] / ASPECT, whole[:, 1]) + 1e-3 * away
    for i in np.argsort(price, kind="stable"):
        move: Array = corners[i] - low
        if not touches(here + np.tile(move, 2), taken):
            return move
    raise AssertionError("outside the boxes around everything there is always room")


def touches(here: Array, taken: Array) -> bool:
    """Whether any box of one meets any of the other."""
    low = np.maximum(here[:, None, :2], taken[None, :, :2])
    high = np.minimum(here[:, None, 2:], taken[None, :, 2:])
    return bool(((high - low).min(axis=2) > 0).any())
