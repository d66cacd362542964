// Tolls of an event: low, best and high by party, every figure with who gives it, and which of them disagree.
const tollStatements = (event) => event.statements.filter((st) => st.kind === "toll");

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

// Figures for one measure and party that cannot both hold: their ranges do not meet.
function rivalFigures(event) {
  const groups = new Map();
  for (const st of tollStatements(event)) {
    const a = argsOf(st);
    if (a.superseded) continue;
    const key = `${a.measure}|${a.party}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(st);
  }
  const meets = (s, t) => (argsOf(s).low ?? 0) <= (argsOf(t).high ?? Infinity) && (argsOf(t).low ?? 0) <= (argsOf(s).high ?? Infinity);
  return [...groups.values()].filter((sts) => sts.some((s) => sts.some((t) => !meets(s, t))));
}

function figureWords(st) {
  const a = argsOf(st);
  const who = a.party ? ` (${V.parties[a.party] ?? a.party})` : "";
  return `${amount(a.low, a.high)} ${V.measures[a.measure] ?? a.measure}${who}`;
}

// What speaks against an item, as elements: denials, rival figures, statements of the other stance.
function contradictions(item) {
  const out = [];
  const against = isEvent(item) ? ofPart(item, "denial") : (item.props.denied_by ?? []).map((id) => byId.get(id)).filter(Boolean);
  for (const who of against) out.push(el("p", {}, "Denied by ", nodeButton(who), "."));
  if (isEvent(item)) {
    for (const rivals of rivalFigures(item)) {
      const list = rivals.map((st) => el("li", {}, figureWords(st), " — ", named(speakerOf(st)), ", ", named(outletOf(st.doc)), " ", reportButton(st)));
      out.push(el("p", {}, "These figures cannot all hold:"), el("ul", {}, ...list));
    }
  }
  const held = (item.statements ?? evidenceOf(item)).filter((st) => st.kind !== "mention");
  const denials = held.filter((st) => st.stance === "denied");
  if (denials.length && denials.length < held.length) out.push(el("p", {}, `${plural(denials.length, "statement")} of ${held.length} say that it is not so.`));
  return out.length ? [el("section", { class: "against", "aria-label": "What contradicts it" }, el("h3", {}, "What contradicts it"), ...out)] : [];
}
