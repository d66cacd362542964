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

function gather(found, name, from, to, event) {
  const kind = foldKind(name);
  if (state.off.has(kind)) return;
  const id = `${kind}|${from.id}|${to.id}`;
  if (!found.has(id)) found.set(id, { id, kind, from, to, events: [], props: {} });
  found.get(id).events.push(event);
}

function foldEvents() {
  const found = new Map();
  const attacks = new Set(edges.filter((e) => e.props.events).map((e) => `${e.from.i}|${e.to.i}`));
  for (const event of events) {
    if (!passesEvent(event)) continue;
    const actors = event.roles.filter((r) => r.part === "actor" && passesEdge(r.edge));
    const places = event.roles.filter((r) => r.part === "place" && passesEdge(r.edge));
    for (const actor of actors) {
      for (const target of event.roles) {
        if (
          target.part === "target" &&
          target.node !== actor.node &&
          !attacks.has(`${actor.node.i}|${target.node.i}`) &&
          passesEdge(target.edge)
        )
          gather(found, "with", actor.node, target.node, event);
      }
      if (places.length && places[0].node !== actor.node) gather(found, "at", actor.node, places[0].node, event);
    }
  }
  for (const fold of found.values()) {
    const stances = new Set(fold.events.map(stanceOf));
    fold.props = {
      stance: stances.size === 1 ? [...stances][0] : "asserted",
      documents: Math.max(...fold.events.map(sourcesOf)),
    };
    folds.set(fold.id, fold);
  }
  return [...found.values()];
}

function foldReports() {
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
    folds.set(fold.id, fold);
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
