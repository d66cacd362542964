// The links of a level: at "actors" events are folded into weighted links, at "documents" a report is tied to what it reports.
const drawnKinds = (level) => new Set(V.levels[level]);

// Asked for several times between two acts of the reader: kept until a filter changes.
let memo = { for: null, links: [] };
function linksOf(level) {
  const asked = JSON.stringify([
    level,
    [...state.off],
    [...state.stances],
    state.sources,
    state.from,
    state.to,
    state.undated,
    state.only && [...state.only],
  ]);
  if (memo.for !== asked) memo = { for: asked, links: makeLinks(level) };
  return memo.links;
}

function makeLinks(level) {
  const kinds = drawnKinds(level);
  const plain = edges.filter((e) => kinds.has(e.from.kind) && kinds.has(e.to.kind) && passesEdge(e));
  if (level === "actors") return [...plain, ...foldEvents()];
  if (level === "documents") return [...plain, ...foldReports()];
  return plain;
}

const foldKind = (name) => V.folds[name].kind;
const folds = new Map();

const pairOf = (from, to) => from.i * nodes.length + to.i;
// Who attacked whom is a relation of its own; its events need no second link.
const ATTACKS = new Set(edges.filter((e) => e.props.events).map((e) => pairOf(e.from, e.to)));

function gather(found, name, from, to, item) {
  const pair = pairOf(from, to);
  let fold = found.get(pair);
  if (!fold) {
    const kind = foldKind(name);
    fold = { id: `${kind}|${from.id}|${to.id}`, kind, from, to, events: [], props: {} };
    found.set(pair, fold);
    folds.set(fold.id, fold);
  }
  fold.events.push(item);
}

function foldEvents() {
  const [met, been] = [new Map(), new Map()];
  for (const event of events) {
    if (!passesEvent(event)) continue;
    const roles = event.roles.filter((r) => passesAlone(r.edge));
    const place = roles.find((r) => r.part === "place")?.node;
    for (const { part, node } of roles) {
      if (part !== "actor") continue;
      for (const other of roles) {
        if (other.part === "target" && other.node !== node && !ATTACKS.has(pairOf(node, other.node)))
          gather(met, "with", node, other.node, event);
      }
      if (place && place !== node) gather(been, "at", node, place, event);
    }
  }
  const found = [];
  if (!state.off.has(foldKind("with"))) found.push(...met.values());
  if (!state.off.has(foldKind("at"))) found.push(...been.values());
  for (const fold of found) {
    const stances = new Set(fold.events.map(stanceOf));
    const stance = stances.size === 1 ? [...stances][0] : "asserted";
    fold.props = { stance, documents: fold.events.reduce((most, event) => Math.max(most, sourcesOf(event)), 0) };
  }
  return found;
}

function foldReports() {
  if (state.off.has(foldKind("report"))) return [];
  const found = new Map();
  const kinds = drawnKinds("documents");
  for (const st of statements) {
    if (!st.doc || st.kind === "mention" || !passesNode(st.doc)) continue;
    for (const [, n] of st.about)
      if (kinds.has(nodes[n].kind) && passesNode(nodes[n])) gather(found, "report", st.doc, nodes[n], st);
  }
  for (const fold of found.values()) {
    fold.statements = fold.events;
    fold.events = [];
  }
  return [...found.values()];
}

const linkById = (id) => byEdge.get(id) ?? folds.get(id);
const weightOf = (link) =>
  link.props.events?.filter((id) => byId.has(id) && passesEvent(byId.get(id))).length ||
  link.events?.length ||
  link.statements?.length ||
  sourcesOf(link) ||
  1;
