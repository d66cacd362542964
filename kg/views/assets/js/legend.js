// The legend is the filter: types, relations, stances, sources.
function tick(label, checked, onchange, extra = [], count = null) {
  const box = el("input", { type: "checkbox", onchange: (event) => onchange(event.target.checked) });
  box.checked = checked;
  return el(
    "label",
    { class: "tick" },
    box,
    ...extra,
    el("span", { class: "word" }, label),
    count === null ? null : el("span", { class: "count" }, count.toLocaleString("en")),
  );
}

const toggle = (set, key, on) => change(() => (on ? set.delete(key) : set.add(key)));
const dash = (kind, stance) =>
  svg(
    "svg",
    { class: "swatch", width: 22, height: 10, "aria-hidden": "true" },
    svg("line", {
      x1: 1,
      x2: 21,
      y1: 5,
      y2: 5,
      stroke: kind ? shade(V.edges[kind]?.colour ?? "#888888") : "currentColor",
      "stroke-width": 2.5,
      "stroke-dasharray": DASHES[stance]?.map((n) => n / 1.6).join(" ") ?? null,
    }),
  );

function counted(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

// What the legend counts never changes; edges are counted by kind and by the kinds of their ends, for every level at once.
const TALLY = {
  kinds: counted(nodes, (n) => n.kind),
  types: counted(events, typeOf),
  stances: counted([...events, ...edges.filter((e) => !isEvent(e.from))], stanceOf),
  edges: counted(edges, (e) => `${e.kind}|${e.from.kind}|${e.to.kind}`),
  sources: [...events, ...edges].reduce((most, item) => Math.max(most, sourcesOf(item)), 1),
};

function edgesAt(level) {
  const counts = new Map();
  for (const [key, n] of TALLY.edges) {
    const [kind, from, to] = key.split("|");
    if (level.includes(from) && level.includes(to)) counts.set(kind, (counts.get(kind) ?? 0) + n);
  }
  return counts;
}

function drawLegend() {
  const { kinds, types, stances, sources: most } = TALLY;
  const level = V.levels[state.level];
  const folded =
    state.level === "actors" ? [foldKind("with"), foldKind("at")] : state.level === "documents" ? [foldKind("report")] : [];
  const shownEdges = edgesAt(level);
  const relations = [
    ...[...shownEdges.keys()].sort(
      (a, b) => Boolean(V.edges[a]?.part) - Boolean(V.edges[b]?.part) || word(a).localeCompare(word(b)),
    ),
    ...folded,
  ];
  $("#levels").replaceChildren(
    ...Object.keys(V.levels).map((name) =>
      button(name[0].toUpperCase() + name.slice(1), () => toLevel(name), { "aria-pressed": String(state.level === name) }),
    ),
  );
  $("#kinds").replaceChildren(
    ...level
      .filter((k) => kinds.has(k))
      .flatMap((k) => [
        tick(
          k === "Event" ? "Events" : kindWord(k),
          !state.off.has(k),
          (on) => toggle(state.off, k, on),
          [swatch(k)],
          kinds.get(k),
        ),
        ...(k === "Event"
          ? [...types.keys()].sort().map((t) =>
              el(
                "div",
                { class: "sub" },
                tick(
                  (t || "other").replaceAll("/", "/\u200b"),
                  !state.off.has(`Event/${t}`),
                  (on) => toggle(state.off, `Event/${t}`, on),
                  [swatch("Event", shade(V.events[t]?.colour ?? "#888888"))],
                  types.get(t),
                ),
              ),
            )
          : []),
      ]),
  );
  $("#relations").replaceChildren(
    ...relations.map((k) =>
      tick(word(k), !state.off.has(k), (on) => toggle(state.off, k, on), [dash(k, "asserted")], shownEdges.get(k) ?? null),
    ),
  );
  $("#stances").replaceChildren(
    ...Object.entries(V.stances).map(([s, text]) =>
      tick(text, !state.stances.has(s), (on) => toggle(state.stances, s, on), [dash(null, s)], stances.get(s) ?? 0),
    ),
  );
  const sources = $("#sources");
  sources.max = String(Math.min(most, 10));
  sources.value = String(state.sources);
  sources.disabled = most < 2;
  $("#sources-said").textContent = state.sources > 1 ? `at least ${state.sources}` : "any";
  $("#undated").checked = state.undated;
  $("#loose").checked = state.loose;
}

function toLevel(name) {
  change(() => {
    // A filter that the new level does not show would act unseen.
    const others = [...state.off].filter((k) => !offAtStart(state.level).has(k) && !V.edges[k]?.part && !V.edges[k]?.fold);
    Object.assign(state, { level: name, shown: null, off: new Set([...others, ...offAtStart(name)]) });
  });
  fit();
  say(`Level: ${name}.`);
}

function startLegend() {
  $("#sources").addEventListener("change", (event) => change(() => (state.sources = +event.target.value)));
  $("#sources").addEventListener(
    "input",
    (event) => ($("#sources-said").textContent = +event.target.value > 1 ? `at least ${event.target.value}` : "any"),
  );
  $("#undated").addEventListener("change", (event) => change(() => (state.undated = event.target.checked)));
  $("#least").addEventListener("change", (event) => change(() => (state.least = Math.max(1, +event.target.value || 1))));
  $("#loose").addEventListener("change", (event) => change(() => (state.loose = event.target.checked)));
  $("#names").addEventListener("change", (event) => change(() => (state.names = event.target.checked)));
}
