// The network: vis-network draws what the filters leave, with positions made beforehand.
const drawn = { nodes: new vis.DataSet(), links: new vis.DataSet() };
let network;
let captions = [];
let picture = { nodes: [], links: [], hidden: new Map() };

// The nodes that are drawn of all that pass: every one in a small graph, else those of the opening and what the reader added.
function shownAt(level) {
  const kinds = drawnKinds(level);
  const of = nodes.filter((n) => kinds.has(n.kind));
  if (of.length <= ROOM) return new Set(of.map((n) => n.i));
  const first = of.filter((n) => n.start);
  const bySize = (a, b) => b.size - a.size || a.i - b.i;
  if (level === "actors" || first.some(isEvent))
    return new Set((first.length ? first : [...of].sort(bySize).slice(0, ROOM)).map((n) => n.i));
  // Of an opening with actors only: the foremost of them, and the events between them.
  const actors = nodes
    .filter((n) => n.start && !isEvent(n))
    .sort(bySize)
    .slice(0, FOREMOST);
  const room = new Set(actors.map((n) => n.i));
  const ties = (event) => new Set(event.roles.filter((r) => room.has(r.node.i)).map((r) => r.node)).size;
  const between = events.map((event) => [event, ties(event)]).filter(([, n]) => n > 1);
  between.sort((a, b) => b[1] - a[1] || sourcesOf(b[0]) - sourcesOf(a[0]) || bySize(a[0], b[0]));
  const chosen = between.slice(0, FOREMOST * 2).map(([event]) => event);
  for (const event of chosen) room.add(event.i);
  if (kinds.has("Document")) for (const event of chosen) for (const st of event.statements) if (st.doc) room.add(st.doc.i);
  return room;
}
const FOREMOST = 30;
const ROOM = 250;
const MOST = 2000;

function compose() {
  const kinds = drawnKinds(state.level);
  const shown = state.shown ?? shownAt(state.level);
  const links = linksOf(state.level);
  const tied = new Set(links.flatMap((e) => [e.from.i, e.to.i]));
  // What has no link under the filters only takes room: it is in the table, and a tick brings it back.
  const loose = state.loose || (!tied.size && !narrowed());
  const passes = (n) =>
    kinds.has(n.kind) && passesNode(n) && (loose || isEvent(n) || tied.has(n.i) || n.id === state.sel || K.focus.includes(n.id));
  const list = nodes.filter((n) => shown.has(n.i) && passes(n));
  const inside = new Set(list.map((n) => n.i));
  const hidden = new Map();
  const seen = new Set();
  for (const { from, to } of links) {
    for (const [here, there] of [
      [from, to],
      [to, from],
    ]) {
      const pair = here.i * nodes.length + there.i;
      if (inside.has(here.i) && !inside.has(there.i) && !seen.has(pair) && passes(there)) {
        seen.add(pair);
        hidden.set(here.i, (hidden.get(here.i) ?? 0) + 1);
      }
    }
  }
  const inner = links.filter((e) => inside.has(e.from.i) && inside.has(e.to.i));
  const least = state.least ?? leastFor(inner);
  const kept =
    least > 1
      ? inner.filter(
          (e) =>
            !countsEvents(e) || weightOf(e) >= least || e.from.id === state.sel || e.to.id === state.sel || e.id === state.sel,
        )
      : inner;
  const still = new Set(kept.flatMap((e) => [e.from.i, e.to.i]));
  const left =
    least > 1 ? list.filter((n) => still.has(n.i) || isEvent(n) || n.id === state.sel || K.focus.includes(n.id)) : list;
  settle(left, kept);
  return { nodes: left, links: kept, hidden, least, thinned: inner.length - kept.length };
}

// Of many links between the same few, those of a single event say least: how many events a link needs, so that the rest can be read.
const READABLE = 110;
const countsEvents = (e) => Boolean(e.props.events || e.events?.length);
function leastFor(links) {
  const weights = links
    .filter(countsEvents)
    .map(weightOf)
    .sort((a, b) => b - a);
  const room = Math.max(READABLE / 2, READABLE - (links.length - weights.length));
  return links.length <= READABLE * 1.5 || weights.length <= room ? 1 : weights[Math.floor(room)] + 1;
}

function drawGraph() {
  picture = compose();
  const names = state.names ?? picture.links.filter((e) => !V.edges[e.kind]?.part).length <= 60;
  $("#names").checked = names;
  const near = nearSelection();
  sync(
    drawn.nodes,
    picture.nodes.map((n) => nodeLook(n, near)),
  );
  const rank = new Map();
  captions = [];
  sync(
    drawn.links,
    picture.links.map((e) => linkLook(e, near, names, rank)),
  );
  if (network)
    network.setSelection(
      {
        nodes: byId.has(state.sel) && drawn.nodes.get(state.sel) ? [state.sel] : [],
        edges: drawn.links.get(state.sel ?? "") ? [state.sel] : [],
      },
      { highlightEdges: false },
    );
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
  if (!picture.nodes.includes(byId.get(state.sel))) {
    const parts = byId
      .get(state.sel)
      .roles.map((r) => r.node.id)
      .filter((id) => picture.nodes.includes(byId.get(id)));
    return parts.length ? new Set(parts) : null;
  }
  return new Set([
    state.sel,
    ...picture.links.flatMap((l) => (l.from.id === state.sel ? [l.to.id] : l.to.id === state.sel ? [l.from.id] : [])),
  ]);
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
    label: n.label,
    opacity: faint ? 0.25 : 1,
    color: {
      background: stance === "asserted" ? colour : css("--bg"),
      border: stance === "asserted" ? css("--rim") : colour,
      highlight: { background: colour, border: css("--accent") },
      hover: { background: colour, border: css("--accent") },
    },
    borderWidth: K.focus.includes(n.id) ? 4 : stance === "asserted" ? 1 : 2.5,
    borderWidthSelected: 4,
    shapeProperties: { borderDashes: DASHES[stance] ?? false },
    font: {
      size: n.shape === "box" ? 11 : n.font,
      color: faint ? css("--faint") : n.shape === "box" ? "#ffffff" : css("--text"),
      strokeWidth: n.shape === "box" ? 0 : 3,
      strokeColor: css("--bg"),
    },
  };
}

function linkLook(e, near, names, rank) {
  const pair = [e.from.i, e.to.i].sort((a, b) => a - b).join("|");
  const nth = rank.get(pair) ?? 0;
  rank.set(pair, nth + 1);
  const stance = stanceOf(e);
  const bright =
    !near ||
    (near.has(e.from.id) && near.has(e.to.id) && (!byId.has(state.sel) || e.from.id === state.sel || e.to.id === state.sel));
  const tie = !V.edges[e.kind]?.part && V.edges[e.kind]?.fold !== "report";
  // An alleged event bears the word itself; its links say it only where they differ.
  const marked = stance !== "asserted" && !(isEvent(e.from) && stanceOf(e.from) === stance);
  const count = weightOf(e);
  const many = (e.props.events || e.events?.length) && count > 1 ? ` ×${count}` : "";
  const name = bright && ((names && tie) || near) ? word(e.kind) + many : "";
  const doubt = marked ? `(${V.stances[stance]})` : "";
  // Where the whole finds no room, the doubt alone is said; it is never left out.
  if (name || doubt)
    captions.push({
      id: e.id,
      texts: [...new Set([`${name} ${doubt}`.trim(), doubt || name])],
      must: marked && bright,
      faint: !bright,
    });
  const side = (nth % 2) ^ (e.from.i > e.to.i) ? "curvedCW" : "curvedCCW";
  const colour = shade(V.edges[e.kind]?.colour ?? "#7f8c8d");
  return {
    id: e.id,
    from: e.from.id,
    to: e.to.id,
    width: 1 + Math.min(4, Math.log2(count)),
    dashes: DASHES[stance] ?? false,
    arrows: V.edges[e.kind]?.symmetric ? "" : { to: { enabled: true, scaleFactor: 0.5 } },
    color: { color: colour, opacity: bright ? 0.85 : 0.12, highlight: css("--accent"), hover: css("--accent") },
    smooth: nth ? { enabled: true, type: side, roundness: 0.14 * Math.ceil(nth / 2) + 0.06 } : false,
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
  network.on("click", ({ nodes: [n], edges: [e] }) =>
    n !== undefined ? select(n, { from: "graph" }) : e !== undefined ? select(e, { from: "graph" }) : select(null),
  );
  network.on("doubleClick", ({ nodes: [n] }) => n !== undefined && expand(byId.get(n)));
  network.on("hoverNode", ({ node, event }) =>
    tip(`${byId.get(node).kind}: ${byId.get(node).name}${isEvent(byId.get(node)) ? " · " + dateOf(byId.get(node)) : ""}`, event),
  );
  network.on("hoverEdge", ({ edge, event }) => linkById(edge) && tip(linkWords(linkById(edge)), event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => ($("#tip").hidden = true));
  network.on("dragEnd", ({ nodes: moved }) =>
    moved.forEach((id) => ({ x: byId.get(id).x, y: byId.get(id).y } = network.getPosition(id))),
  );
  network.on("afterDrawing", (context) => (drawCaptions(context), drawBadges(context)));
}

// All that is drawn, with a narrower margin than vis-network leaves.
function fit() {
  network.fit({ animation: false });
  network.moveTo({ scale: Math.min(1.4, network.getScale() * 1.03), animation: false });
}

const linkWords = (e) =>
  `${e.from.name} ${word(e.kind)} ${e.to.name}${stanceOf(e) === "asserted" ? "" : ` (${V.stances[stanceOf(e)]})`}`;

function tip(text, event) {
  const box = $("#views").getBoundingClientRect();
  const node = $("#tip");
  node.textContent = cut(text, 160);
  node.hidden = false;
  const [x, y] = [(event.clientX ?? 0) - box.left, (event.clientY ?? 0) - box.top];
  node.style.left = `${Math.max(4, Math.min(x + 14, box.width - node.offsetWidth - 8))}px`;
  node.style.top = `${Math.max(4, Math.min(y + 14, box.height - node.offsetHeight - 8))}px`;
}
