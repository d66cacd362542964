// What the reader has chosen. All of it is in the address (the part after #), so that a link, "back" and Undo restore it.
const START = {
  level: K.level,
  tab: "graph",
  off: null,
  stances: [],
  sources: 1,
  from: null,
  to: null,
  undated: true,
  shown: null,
  only: null,
  sel: null,
  names: null,
  loose: false,
  least: null,
  rows: "events",
};
const offAtStart = (level) => new Set(V.hidden[level] ?? []);
const state = { ...START, off: offAtStart(K.level), stances: new Set() };
const past = [];
let redraw = () => {};

const short = (set) => [...set].map((i) => i.toString(36)).join(".");
const long = (text) =>
  new Set(
    text
      .split(".")
      .filter(Boolean)
      .map((t) => parseInt(t, 36))
      .filter((i) => i < nodes.length),
  );
const same = (a, b) => a.size === b.size && [...a].every((x) => b.has(x));

function toAddress() {
  const out = new URLSearchParams();
  for (const key of ["level", "tab", "sources", "from", "to", "sel", "rows"])
    if (state[key] !== START[key] && state[key] !== null) out.set(key, state[key]);
  if (!same(state.off, offAtStart(state.level))) out.set("off", [...state.off].sort().join("|"));
  if (state.stances.size) out.set("stances", [...state.stances].sort().join("|"));
  if (!state.undated) out.set("undated", "no");
  if (state.least) out.set("least", state.least);
  if (state.loose) out.set("loose", "yes");
  if (state.names !== null) out.set("names", state.names ? "yes" : "no");
  for (const key of ["shown", "only"]) if (state[key]) out.set(key, short(state[key]));
  return out.toString();
}

function fromAddress(text) {
  const read = new URLSearchParams(text);
  const day = (key) => (Number.isFinite(parseInt(read.get(key), 10)) ? parseInt(read.get(key), 10) : null);
  const one = (key, known) => (known.includes(read.get(key)) ? read.get(key) : START[key]);
  Object.assign(state, START, {
    level: one("level", Object.keys(V.levels)),
    tab: one("tab", ["graph", "map", "timeline", "table"]),
    rows: one("rows", ["events", "relations", "entities"]),
    stances: new Set((read.get("stances") ?? "").split("|").filter((s) => s in V.stances)),
    sources: Math.max(1, day("sources") ?? 1),
    from: day("from"),
    to: day("to"),
    undated: read.get("undated") !== "no",
    least: day("least"),
    loose: read.get("loose") === "yes",
    sel: read.get("sel"),
    names: read.has("names") ? read.get("names") === "yes" : null,
  });
  state.off = read.has("off") ? new Set(read.get("off").split("|").filter(Boolean)) : offAtStart(state.level);
  for (const key of ["shown", "only"]) state[key] = read.has(key) ? long(read.get(key)) : null;
}

// Every act of the reader goes through here: it can be undone, and all four views follow.
function change(act, { quiet = false } = {}) {
  const before = toAddress();
  act();
  const after = toAddress();
  if (!quiet && before !== after) {
    past.push(before);
    if (past.length > 50) past.shift();
  }
  publish();
  redraw();
}

function publish() {
  const text = toAddress();
  history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  $("#undo").disabled = !past.length;
}

function undo() {
  if (!past.length) return;
  fromAddress(past.pop());
  publish();
  redraw();
  say("Undone.");
}
