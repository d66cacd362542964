// More and less: neighbours of a node, only its surroundings, everything.
function neighbours(n, kind = null) {
  return [
    ...new Set(
      linksOf(state.level)
        .filter((e) => (e.from === n || e.to === n) && (!kind || e.kind === kind))
        .map((e) => (e.from === n ? e.to : e.from)),
    ),
  ];
}

// More than these at once nobody can read; the next ones come with the next press.
const AT_ONCE = 40;
function expand(n, kind = null) {
  const shown = state.shown ?? shownAt(state.level);
  const fresh = neighbours(n, kind).filter((m) => !shown.has(m.i) && passesNode(m));
  fresh.sort((a, b) => b.size - a.size || a.i - b.i);
  const room = Math.max(0, Math.min(AT_ONCE, MOST - shown.size));
  change(() => (state.shown = new Set([...shown, n.i, ...fresh.slice(0, room).map((m) => m.i)])));
  say(
    fresh.length
      ? `${plural(Math.min(fresh.length, room), "neighbour")} of ${n.name} added${fresh.length > room ? `, the most involved of ${fresh.length}` : ""}.`
      : `All neighbours of ${n.name} are shown already.`,
  );
}

function onlyAround(n) {
  const ring = new Set([n, ...neighbours(n)]);
  for (const event of events)
    if (event.roles.some((r) => r.node === n)) [event, ...event.roles.map((r) => r.node)].forEach((m) => ring.add(m));
  change(() => {
    state.only = new Set([...ring].map((m) => m.i));
    state.shown = new Set([...ring].slice(0, MOST).map((m) => m.i));
  });
  fit();
}

function showAll() {
  const kinds = drawnKinds(state.level);
  const of = nodes.filter((n) => kinds.has(n.kind));
  change(() => {
    state.only = null;
    state.shown = of.length <= MOST ? new Set(of.map((n) => n.i)) : null;
  });
  fit();
  if (of.length > MOST)
    say(`${plural(of.length, "node")} are too many to draw: the most important are shown; search, or expand from them.`);
}

function expandTools(n) {
  const shown = new Set(picture.nodes.map((m) => m.i));
  const byKind = new Map();
  for (const e of linksOf(state.level)) {
    if (e.from !== n && e.to !== n) continue;
    const other = e.from === n ? e.to : e.from;
    if (!shown.has(other.i) && passesNode(other)) byKind.set(e.kind, (byKind.get(e.kind) ?? new Set()).add(other));
  }
  const total = new Set([...byKind.values()].flatMap((s) => [...s])).size;
  return el(
    "p",
    { class: "tools" },
    total ? button(`Expand (${total} hidden)`, () => expand(n)) : null,
    ...(byKind.size > 1
      ? [...byKind].map(([kind, set]) => button(`${word(kind)} (${set.size})`, () => expand(n, kind), { class: "small" }))
      : []),
    button("Only its neighbourhood", () => onlyAround(n)),
    button("Path from here", () => startPath(n)),
    state.only || state.shown ? button("Show all", showAll) : null,
  );
}
