// The network: vis-network draws what the filters leave, with positions made beforehand.
const drawn = { nodes: new vis.DataSet(), links: new vis.DataSet() };
let network;
let picture = { nodes: [], links: [], hidden: new Map() };

// The nodes that are drawn of all that pass: every one in a small graph, else those of the opening and what the reader added.
function shownAt(level) {
  const kinds = drawnKinds(level);
  const of = nodes.filter((n) => kinds.has(n.kind));
  if (of.length <= ROOM) return new Set(of.map((n) => n.i));
  const first = of.filter((n) => n.start);
  if (level === "actors" || !first.length) return new Set((first.length ? first : of.slice(0, ROOM)).map((n) => n.i));
  const room = new Set(first.map((n) => n.i));
  const linked = nodes.filter((n) => kinds.has(n.kind) && !room.has(n.i) && n.edges.some((e) => room.has(e.from.i) || room.has(e.to.i)));
  for (const n of linked.sort((a, b) => sourcesOf(b) - sourcesOf(a) || b.size - a.size || a.i - b.i).slice(0, ROOM - first.length)) room.add(n.i);
  return room;
}
const ROOM = 250;
const MOST = 2000;

function compose() {
  const kinds = drawnKinds(state.level);
  const shown = state.shown ?? shownAt(state.level);
  const links = linksOf(state.level);
  const tied = new Set(links.flatMap((e) => [e.from.i, e.to.i]));
  const strict = narrowed();
  const passes = (n) => kinds.has(n.kind) && passesNode(n) && (!strict || isEvent(n) || tied.has(n.i) || n.id === state.sel);
  const list = nodes.filter((n) => shown.has(n.i) && passes(n));
  const inside = new Set(list.map((n) => n.i));
  const hidden = new Map();
  const seen = new Set();
  for (const { from, to } of links) {
    for (const [here, there] of [[from, to], [to, from]]) {
      const pair = here.i * nodes.length + there.i;
      if (inside.has(here.i) && !inside.has(there.i) && !seen.has(pair) && passes(there)) {
        seen.add(pair);
        hidden.set(here.i, (hidden.get(here.i) ?? 0) + 1);
      }
    }
  }
  const kept = links.filter((e) => inside.has(e.from.i) && inside.has(e.to.i));
  settle(list, kept);
  return { nodes: list, links: kept, hidden };
}

function drawGraph() {
  picture = compose();
  const names = state.names ?? picture.links.filter((e) => !V.edges[e.kind]?.part).length <= 60;
  $("#names").checked = names;
  const near = nearSelection();
  sync(drawn.nodes, picture.nodes.map((n) => nodeLook(n, near)));
  const rank = new Map();
  sync(drawn.links, picture.links.map((e) => linkLook(e, near, names, rank)));
  if (network) network.setSelection({ nodes: byId.has(state.sel) && drawn.nodes.get(state.sel) ? [state.sel] : [], edges: drawn.links.get(state.sel ?? "") ? [state.sel] : [] }, { highlightEdges: false });
}

function sync(set, items) {
  const keep = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !keep.has(id));
  if (gone.length) set.remove(gone);
  if (items.length) set.update(items);
}

// Ids of what stays bright while something is selected; null if nothing is.
function nearSelection() {
  const e = linkById(state.sel);
  if (e) return new Set([e.from.id, e.to.id]);
  if (pathShown) return new Set(pathShown.nodes.map((n) => n.id));
  if (!byId.has(state.sel)) return null;
  return new Set([state.sel, ...picture.links.flatMap((l) => (l.from.id === state.sel ? [l.to.id] : l.to.id === state.sel ? [l.from.id] : []))]);
}

function nodeLook(n, near) {
  const stance = isEvent(n) ? stanceOf(n) : "asserted";
  const colour = isEvent(n) ? (V.events[typeOf(n)]?.colour ?? n.color) : n.color;
  const faint = near && !near.has(n.id);
  return {
    id: n.id,
    x: n.x,
    y: n.y,
    shape: n.shape,
    size: n.size,
    label: n.label + (stance === "asserted" ? "" : `\n(${V.stances[stance]})`),
    opacity: faint ? 0.25 : 1,
    color: { background: stance === "asserted" ? colour : css("--bg"), border: stance === "asserted" ? css("--rim") : colour, highlight: { background: colour, border: css("--accent") }, hover: { background: colour, border: css("--accent") } },
    borderWidth: K.focus.includes(n.id) ? 4 : stance === "asserted" ? 1 : 2.5,
    borderWidthSelected: 4,
    shapeProperties: { borderDashes: DASHES[stance] ?? false },
    font: { size: n.shape === "box" ? 11 : 12 + Math.min(6, Math.max(0, n.size - 14) / 3), color: faint ? css("--faint") : n.shape === "box" ? "#ffffff" : css("--text"), strokeWidth: n.shape === "box" ? 0 : 3, strokeColor: css("--bg") },
  };
}

function linkLook(e, near, names, rank) {
  const pair = [e.from.i, e.to.i].sort((a, b) => a - b).join("|");
  const nth = rank.get(pair) ?? 0;
  rank.set(pair, nth + 1);
  const stance = stanceOf(e);
  const bright = !near || (near.has(e.from.id) && near.has(e.to.id) && (!byId.has(state.sel) || e.from.id === state.sel || e.to.id === state.sel));
  const tie = !V.edges[e.kind]?.part && V.edges[e.kind]?.fold !== "report";
  const count = weightOf(e);
  const many = (e.props.events || e.events?.length) && count > 1 ? ` ×${count}` : "";
  const label = [bright && ((names && tie) || near) ? word(e.kind) + many : "", stance === "asserted" ? "" : `(${V.stances[stance]})`].filter(Boolean).join(" ");
  const side = (nth % 2) ^ (e.from.i > e.to.i) ? "curvedCW" : "curvedCCW";
  const colour = shade(V.edges[e.kind]?.colour ?? "#7f8c8d");
  return {
    id: e.id,
    from: e.from.id,
    to: e.to.id,
    label: label || undefined,
    width: 1 + Math.min(4, Math.log2(count)),
    dashes: DASHES[stance] ?? false,
    arrows: V.edges[e.kind]?.symmetric ? "" : { to: { enabled: true, scaleFactor: 0.5 } },
    color: { color: colour, opacity: bright ? 0.85 : 0.12, highlight: css("--accent"), hover: css("--accent") },
    smooth: nth ? { enabled: true, type: side, roundness: 0.14 * Math.ceil(nth / 2) + 0.06 } : false,
    font: { size: 10.5, align: "horizontal", color: css("--text"), strokeWidth: 3, strokeColor: css("--bg") },
  };
}

// On a dark ground the same hues, lighter.
function shade(colour) {
  if (document.documentElement.dataset.theme !== "dark") return colour;
  const parts = colour.match(/[0-9a-f]{2}/gi).map((h) => Math.round(parseInt(h, 16) * 0.6 + 100));
  return `rgb(${parts.join(",")})`;
}

function startGraph() {
  network = new vis.Network($("#graph"), { nodes: drawn.nodes, edges: drawn.links }, K.options);
  network.on("click", ({ nodes: [n], edges: [e] }) => (n !== undefined ? select(n, { from: "graph" }) : e !== undefined ? select(e, { from: "graph" }) : select(null)));
  network.on("doubleClick", ({ nodes: [n] }) => n !== undefined && expand(byId.get(n)));
  network.on("hoverNode", ({ node, event }) => tip(`${byId.get(node).kind}: ${byId.get(node).name}${isEvent(byId.get(node)) ? " · " + dateOf(byId.get(node)) : ""}`, event));
  network.on("hoverEdge", ({ edge, event }) => linkById(edge) && tip(linkWords(linkById(edge)), event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => ($("#tip").hidden = true));
  network.on("dragEnd", ({ nodes: moved }) => moved.forEach((id) => ({ x: byId.get(id).x, y: byId.get(id).y } = network.getPosition(id))));
  network.on("afterDrawing", drawBadges);
}

const linkWords = (e) => `${e.from.name} ${word(e.kind)} ${e.to.name}${stanceOf(e) === "asserted" ? "" : ` (${V.stances[stanceOf(e)]})`}`;

// "+12": neighbours that pass the filters and are not drawn.
function drawBadges(context) {
  if (!picture.hidden.size || network.getScale() < 0.3) return;
  context.font = "600 10px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const n of picture.nodes) {
    const count = picture.hidden.get(n.i);
    if (!count) continue;
    const at = network.getPosition(n.id);
    const text = `+${count}`;
    const half = context.measureText(text).width / 2 + 4;
    const [x, y] = [at.x + n.size * 0.8 + half * 0.5, at.y - n.size * 0.8];
    context.fillStyle = css("--accent");
    context.beginPath();
    context.roundRect(x - half, y - 8, 2 * half, 16, 8);
    context.fill();
    context.fillStyle = css("--on-accent");
    context.fillText(text, x, y);
  }
}

function tip(text, event) {
  const box = $("#views").getBoundingClientRect();
  const node = $("#tip");
  node.textContent = cut(text, 160);
  node.hidden = false;
  const [x, y] = [(event.clientX ?? 0) - box.left, (event.clientY ?? 0) - box.top];
  node.style.left = `${Math.max(4, Math.min(x + 14, box.width - node.offsetWidth - 8))}px`;
  node.style.top = `${Math.max(4, Math.min(y + 14, box.height - node.offsetHeight - 8))}px`;
}

// ---- more and less
function neighbours(n, kind = null) {
  return [...new Set(linksOf(state.level).filter((e) => (e.from === n || e.to === n) && (!kind || e.kind === kind)).map((e) => (e.from === n ? e.to : e.from)))];
}

function expand(n, kind = null) {
  const shown = state.shown ?? shownAt(state.level);
  const fresh = neighbours(n, kind).filter((m) => !shown.has(m.i) && passesNode(m));
  const room = Math.max(0, MOST - shown.size);
  change(() => (state.shown = new Set([...shown, n.i, ...fresh.slice(0, room).map((m) => m.i)])));
  say(fresh.length ? `${plural(Math.min(fresh.length, room), "neighbour")} of ${n.name} added.` : `All neighbours of ${n.name} are shown already.`);
}

function onlyAround(n) {
  const ring = new Set([n, ...neighbours(n)]);
  for (const event of events) if (event.roles.some((r) => r.node === n)) [event, ...event.roles.map((r) => r.node)].forEach((m) => ring.add(m));
  change(() => {
    state.only = new Set([...ring].map((m) => m.i));
    state.shown = new Set([...ring].slice(0, MOST).map((m) => m.i));
  });
  network.fit();
}

function showAll() {
  const kinds = drawnKinds(state.level);
  const of = nodes.filter((n) => kinds.has(n.kind));
  change(() => {
    state.only = null;
    state.shown = of.length <= MOST ? new Set(of.map((n) => n.i)) : null;
  });
  network.fit();
  if (of.length > MOST) say(`${plural(of.length, "node")} are too many to draw: the most important are shown; search, or expand from them.`);
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
    ...(byKind.size > 1 ? [...byKind].map(([kind, set]) => button(`${word(kind)} (${set.size})`, () => expand(n, kind), { class: "small" })) : []),
    button("Only its neighbourhood", () => onlyAround(n)),
    button("Path from here", () => startPath(n)),
    state.only || state.shown ? button("Show all", showAll) : null,
  );
}
