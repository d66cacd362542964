// The panel on the right: what is selected, with the evidence for it.
const nodeButton = (n) => el("button", { type: "button", class: "name", onclick: () => select(n.id) }, named(n.name));
const fact = (name, ...value) =>
  value.filter(Boolean).length ? el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, ...value)) : null;
const listed = (items) => items.flatMap((item, i) => (i ? [", ", item] : [item]));
const sourceWords = (item) => (sourcesOf(item) ? plural(sourcesOf(item), "independent source") : null);

function swatch(kind, colour) {
  const shapes = {
    dot: "M8 2a6 6 0 1 0 .01 0z",
    square: "M3 3h10v10H3z",
    triangle: "M8 2l6.5 11.5h-13z",
    triangleDown: "M8 14L1.5 2.5h13z",
    diamond: "M8 1l7 7-7 7-7-7z",
    hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    box: "M1 4h14v8H1z",
    star: "M8 1l2 5h5l-4 3.500 1.500 5L8 11.500 3.500 14.500 5 9.500 1 6h5z",
  };
  const look = V.kinds[kind];
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    svg("path", { d: shapes[look.shape] ?? shapes.dot, fill: colour ?? look.colour }),
  );
}

function showPanel(...content) {
  const panel = $("#panel");
  panel.replaceChildren(...content.flat(Infinity).filter(Boolean));
  panel.scrollTop = 0;
}

function heading(text, kind, stance) {
  const badges = [el("span", { class: "badge" }, V.kinds[kind] ? swatch(kind) : null, kind)];
  if (stance && stance !== "asserted") badges.push(" ", stanceBadge(stance));
  return [el("p", { class: "badges" }, ...badges), el("h2", { dir: "auto", id: "panel-title" }, text)];
}

function nodePanel(n) {
  if (isEvent(n)) return eventPanel(n);
  if (isDocument(n)) return documentPanel(n);
  if (n.kind === "Statistic") return statisticPanel(n);
  return entityPanel(n);
}

function entityPanel(n) {
  const p = n.props;
  const aliases = (p.aliases ?? []).filter((a) => a !== n.name);
  const place = p.kind && V.extent[p.kind] ? `${p.kind}${p.coordinates === "centroid" ? ", mapped at its centre" : ""}` : p.kind;
  const others = n.statements.filter((st) => st.kind !== "mention");
  return [
    heading(n.name, n.kind, null),
    el(
      "dl",
      {},
      fact("Also called", ...listed(aliases.slice(0, 12).map((a) => named(a)))),
      fact("Called by others", ...listed((p.labels ?? []).map((a) => named(a, "q")))),
      fact("Kind", place),
      fact("Founded", p.founded && dayWords(p.founded)),
      fact("Dissolved", p.dissolved && dayWords(p.dissolved)),
      fact("Reported by", sourceWords(n)),
    ),
    expandTools(n),
    relationSections(n),
    evidenceList(others.length ? others : n.statements, others.length ? "What reports say" : "Where it is named"),
  ];
}

function eventPanel(n) {
  const p = n.props;
  const part = (name) => listed(ofPart(n, name).map(nodeButton));
  const precision = p.where_prec ? ` (${V.place_precision[p.where_prec]})` : "";
  return [
    heading(n.name, n.kind, stanceOf(n)),
    el("p", { class: "hint" }, [p.event_type, p.sub_event_type].filter(Boolean).join(" / ")),
    el(
      "dl",
      {},
      fact(
        "Date",
        dateOf(n),
        p.date_prec && p.date_start
          ? ` (${V.date_precision[p.date_prec]}${p.date_from && p.date_from !== "text" ? ", " + p.date_from : ""})`
          : null,
      ),
      fact("Place", ...part("place"), ofPart(n, "place").length ? precision : null),
      fact("By", ...part("actor")),
      fact("Against", ...part("target")),
      fact("Claimed by", ...part("claim")),
      fact("Denied by", ...part("denial")),
      fact("According to", ...part("source")),
      fact("Taking part", (p.participants ?? []).join("; ")),
      fact("Weapons", (p.weapons ?? []).join(", ")),
      fact("Verified", p.unverified ? "the reports say that it could not be verified" : null),
      fact("Reported by", sourceWords(n)),
    ),
    tollTable(n),
    contradictions(n),
    expandTools(n),
    evidenceList(n.statements),
  ];
}

function statisticPanel(n) {
  const p = n.props;
  const near = edges.filter((e) => e.from === n);
  return [
    heading(n.name, n.kind, null),
    el(
      "dl",
      {},
      fact("Figure", `${amount(p.low, p.high)} ${V.measures[p.measure] ?? p.measure ?? ""}`),
      fact("Period", dateOf(n)),
      ...near.map((e) => fact(word(e.kind), nodeButton(e.to))),
      fact("Reported by", sourceWords(n)),
    ),
    contradictions(n),
    evidenceList(n.statements),
  ];
}

function documentPanel(n) {
  const made = (n.made ?? []).filter((st) => st.kind !== "mention");
  const reported = [...new Set(made.flatMap((st) => st.about.map(([, i]) => nodes[i])))].filter(isEvent);
  return [
    heading(headlineOf(n), n.kind, null),
    el(
      "dl",
      {},
      fact("Outlet", named(outletOf(n))),
      fact("Published", dateOf(n), n.props.published_from ? ` (${n.props.published_from})` : null),
      fact("Known as", named(n.props.key ?? n.id)),
    ),
    el(
      "p",
      {},
      button("Open report", () => openReport(n, null)),
      " ",
      link("Source ↗", n.props.url),
    ),
    el("h3", {}, plural(reported.length, "event")),
    el(
      "ul",
      { class: "plain" },
      ...reported.map((e) => el("li", {}, nodeButton(e), " ", el("span", { class: "hint" }, dateOf(e)))),
    ),
  ];
}

function linkPanel(e) {
  const own = evidenceOf(e);
  const list = own.length || !e.statements ? own : e.statements;
  const those = (e.events?.length ? e.events : (e.props.events ?? []).map((id) => byId.get(id)).filter(Boolean)).filter(
    passesEvent,
  );
  const sts = those.length ? those.flatMap((event) => event.statements) : list;
  return [
    heading(word(e.kind), "relation", stanceOf(e)),
    el(
      "p",
      { class: "ends" },
      nodeButton(e.from),
      el("span", { class: "hint" }, V.edges[e.kind]?.symmetric ? " and " : ` ${word(e.kind)} `),
      nodeButton(e.to),
    ),
    el(
      "dl",
      {},
      fact("When", dateOf(e)),
      fact("Reported by", sourceWords(e)),
      fact("Events", those.length ? String(those.length) : null),
    ),
    contradictions(e),
    those.length
      ? [
          el(
            "ul",
            { class: "plain" },
            ...those.slice(0, 40).map((n) => el("li", {}, nodeButton(n), el("span", { class: "hint" }, ` ${dateOf(n)}`))),
          ),
        ]
      : [],
    evidenceList(sts),
  ];
}

function relationSections(n) {
  const groups = new Map();
  for (const e of n.edges) {
    if (!passesEdge(e)) continue;
    const key =
      e.from === n
        ? word(e.kind)
        : V.edges[e.kind]?.symmetric
          ? word(e.kind)
          : isEvent(e.from)
            ? "events: " + word(e.kind)
            : `← ${word(e.kind)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(e);
  }
  return [...groups].map(([key, list]) =>
    el(
      "details",
      { open: list.length <= 6 },
      el("summary", {}, `${key} (${list.length})`),
      el(
        "ul",
        { class: "plain" },
        ...list.slice(0, 60).map((e) => relationLine(n, e)),
        list.length > 60 ? el("li", { class: "hint" }, `… ${list.length - 60} more in the table`) : null,
      ),
    ),
  );
}

function relationLine(n, e) {
  const other = e.from === n ? e.to : e.from;
  const stance = isEvent(other) ? stanceOf(other) : stanceOf(e);
  const when = isEvent(other) ? dateOf(other) : dateOf(e);
  return el(
    "li",
    {},
    nodeButton(other),
    " ",
    stance !== "asserted" ? stanceBadge(stance) : null,
    el("span", { class: "hint" }, ` ${when} `),
    isEvent(other) ? null : button("Why?", () => select(e.id), { class: "small" }),
  );
}

function pathPanel(path) {
  return [
    heading(`${plural(path.links.length, "step")} from ${path.nodes[0].name} to ${path.nodes.at(-1).name}`, "path", null),
    el(
      "ol",
      { class: "plain" },
      ...path.links.map((e, i) =>
        el(
          "li",
          {},
          nodeButton(path.nodes[i]),
          ` ${e.from === path.nodes[i] ? "" : "← "}${word(e.kind)} `,
          nodeButton(path.nodes[i + 1]),
          " ",
          stanceOf(e) !== "asserted" ? stanceBadge(stanceOf(e)) : null,
          button("Why?", () => select(e.id), { class: "small" }),
        ),
      ),
    ),
    ...path.links.flatMap((e) => evidenceList(evidenceOf(e), `${e.from.name} ${word(e.kind)} ${e.to.name}`)),
  ];
}

// Before anything is chosen: where to begin.
function glance() {
  const list = happenings();
  const lanes = nodes.filter((n) => n.kind === V.timeline.lanes[0] && passesNode(n)).sort((a, b) => b.size - a.size || a.i - b.i);
  const deadly = [...list]
    .filter((n) => n.props.killed_best)
    .sort((a, b) => b.props.killed_best - a.props.killed_best || a.i - b.i);
  const doubted = [...list, ...chosenRelations()].filter((x) => stanceOf(x) !== "asserted");
  const line = (x) =>
    el(
      "li",
      {},
      x.from ? button(linkWords(x), () => select(x.id), { class: "name" }) : nodeButton(x),
      " ",
      x.from || stanceOf(x) === "asserted" ? null : stanceBadge(stanceOf(x)),
    );
  const section = (title, items, shown) =>
    items.length
      ? [
          el("h3", {}, title),
          el("ul", { class: "plain" }, ...items.slice(0, shown).map(line)),
          items.length > shown ? el("p", { class: "hint" }, `and ${(items.length - shown).toLocaleString("en")} more`) : null,
        ]
      : [];
  return [
    el("h2", { id: "panel-title" }, "Evidence"),
    el(
      "p",
      { class: "hint" },
      "Choose a node, a link, a mark or a row: here stand the sentences that it rests on, who says so, and the report.",
    ),
    el("p", { class: "hint" }, "Solid: asserted. Dashed and labelled: alleged, denied or contested."),
    section("Groups most involved", lanes, 6),
    section("Deadliest events", deadly, 5),
    section("Alleged, denied or contested", doubted, 8),
  ];
}
