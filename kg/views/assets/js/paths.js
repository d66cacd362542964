// The shortest path between two nodes over everything that passes the filters, drawn or not.
let pathFrom = null;
let pathShown = null;

function startPath(n) {
  pathFrom = n ?? byId.get(state.sel) ?? null;
  say(
    pathFrom
      ? `Path from ${pathFrom.name}: now choose the other end, in any view or by search. Esc ends it.`
      : "Choose a node first, then Path.",
  );
}

function findPath(a, b) {
  const near = new Map();
  const put = (n, e) => (near.has(n) ? near.get(n).push(e) : near.set(n, [e]));
  for (const e of linksOf(state.level)) {
    put(e.from, e);
    put(e.to, e);
  }
  const came = new Map([[a, null]]);
  const queue = [a];
  for (let i = 0; i < queue.length && !came.has(b); i++) {
    for (const e of near.get(queue[i]) ?? []) {
      const next = e.from === queue[i] ? e.to : e.from;
      if (came.has(next)) continue;
      came.set(next, e);
      queue.push(next);
    }
  }
  if (!came.has(b)) return null;
  const path = { nodes: [b], links: [] };
  for (let n = b; came.get(n);) {
    const e = came.get(n);
    n = e.from === n ? e.to : e.from;
    path.nodes.unshift(n);
    path.links.unshift(e);
  }
  return path;
}

function endPath(n) {
  const from = pathFrom;
  pathFrom = null;
  const path = findPath(from, n);
  if (!path) return say(`No path from ${from.name} to ${n.name} under these filters.`);
  change(() => {
    state.shown = new Set([...(state.shown ?? shownAt(state.level)), ...path.nodes.map((m) => m.i)]);
    state.sel = null;
  });
  pathShown = path;
  drawGraph();
  network.setSelection(
    { nodes: path.nodes.map((m) => m.id), edges: path.links.map((e) => e.id).filter((id) => drawn.links.get(id)) },
    { highlightEdges: false },
  );
  showPanel(pathPanel(path));
  say(`Path of ${plural(path.links.length, "step")}: ${path.nodes.map((m) => m.name).join(" → ")}.`);
}
