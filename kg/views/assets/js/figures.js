// Tolls of an event: low, best and high by party, every figure with who gives it, and which of them disagree.
function tollTable(event) {
  const rows = [];
  for (const [measure, said] of Object.entries(V.measures)) {
    for (const party of ["", ...Object.keys(V.parties)]) {
      const stem = party ? `${measure}_${party}` : measure;
      const [low, best, high] = ["low", "best", "high"].map((k) => event.props[`${stem}_${k}`]);
      if (low === undefined && best === undefined && high === undefined) continue;
      rows.push([party ? `… ${V.parties[party]}` : said, low, best, high]);
    }
  }
  if (!rows.length) return [];
  const cell = (value) => el("td", { class: "number" }, value === undefined ? "?" : String(value));
  return [
    el("h3", {}, "Toll"),
    el(
      "table",
      { class: "toll" },
      el("thead", {}, el("tr", {}, ...["people", "low", "best", "high"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, ...rows.map(([name, ...values]) => el("tr", {}, el("th", { scope: "row" }, name), ...values.map(cell)))),
    ),
  ];
}

function figureWords(st) {
  const a = argsOf(st);
  const who = a.party ? ` (${V.parties[a.party] ?? a.party})` : "";
  return `${amount(a.low, a.high)} ${V.measures[a.measure] ?? a.measure}${who}`;
}

// What speaks against an item: accounts that cannot all hold, each with who gives it; and denials.
const conflicts = new Map();
for (const conflict of K.contradictions)
  for (const i of conflict.subjects) conflicts.set(i, [...(conflicts.get(i) ?? []), conflict]);

function conflictsOf(item) {
  if (item.i !== undefined && item.statements && !item.from)
    return isEvent(item) || item.kind === "Statistic" ? (conflicts.get(item.i) ?? []) : [];
  return (conflicts.get(item.from.i) ?? []).filter((c) => c.subjects.includes(item.to.i) && c.about.includes(item.kind));
}

// Relation types in words; the rest of the text as it is.
const inWords = (text) => text.replace(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g, (kind) => (V.edges[kind] ? word(kind) : kind));

function account({ value, speakers, statements: told }) {
  const first = statements[told[0]];
  const who = speakers.length ? [" — ", named(speakers.join(", "))] : [];
  return el("li", {}, named(inWords(value)), ...who, first ? [", ", named(outletOf(first.doc)), " ", reportButton(first)] : []);
}

function contradictions(item) {
  const out = conflictsOf(item).flatMap((c) => [
    el(
      "p",
      {},
      inWords(c.about.split(": ")[0]) === inWords(c.about) ? "Accounts differ:" : `${inWords(c.about.split(": ")[0])}:`,
    ),
    el("ul", {}, ...c.sides.map(account)),
  ]);
  const against = isEvent(item) ? ofPart(item, "denial") : (item.props.denied_by ?? []).map((id) => byId.get(id)).filter(Boolean);
  for (const who of against) out.push(el("p", {}, "Denied by ", nodeButton(who), "."));
  return out.length
    ? [el("section", { class: "against", "aria-label": "What contradicts it" }, el("h3", {}, "What contradicts it"), ...out)]
    : [];
}
