// The same selection as rows: sorted by any column, copied, or saved as CSV.
const PAGE = 100;
let order = { column: 0, down: false };
let rowsShown = PAGE;

const names = (list) => list.map((n) => n.name).join("; ");
const COLUMNS = {
  events: [
    ["Date", (n) => n.props.date_start ?? "", dateOf],
    ["Event", (n) => n.name],
    ["Type", (n) => n.props.sub_event_type ?? typeOf(n)],
    ["By", (n) => names(ofPart(n, "actor"))],
    ["Against", (n) => names(ofPart(n, "target"))],
    ["Place", (n) => names(ofPart(n, "place").slice(0, 2))],
    ["Killed", (n) => n.props.killed_best ?? n.props.killed_low ?? "", (n) => tollWords(n, "killed")],
    ["Injured", (n) => n.props.injured_best ?? n.props.injured_low ?? "", (n) => tollWords(n, "injured")],
    ["Stance", (n) => V.stances[stanceOf(n)]],
    ["Sources", sourcesOf],
  ],
  relations: [
    ["From", (e) => e.from.name],
    ["Relation", (e) => word(e.kind)],
    ["To", (e) => e.to.name],
    ["When", (e) => e.props.since ?? e.props.first ?? "", dateOf],
    ["Stance", (e) => V.stances[stanceOf(e)]],
    ["Sources", sourcesOf],
    ["Evidence", (e) => (evidenceOf(e)[0] ? quoteOf(evidenceOf(e)[0]) : "")],
  ],
  entities: [
    ["Name", (n) => n.name],
    ["Type", (n) => n.kind],
    ["Also called", (n) => (n.props.aliases ?? []).filter((a) => a !== n.name).join("; ")],
    ["Events", (n) => n.edges.filter((e) => isEvent(e.from) && passesEdge(e)).length],
    ["Relations", (n) => n.edges.filter((e) => !isEvent(e.from) && passesEdge(e)).length],
    ["Sources", sourcesOf],
  ],
};

function tableItems() {
  if (state.rows === "events") return chosenEvents();
  if (state.rows === "relations") return chosenRelations();
  const tied = narrowed() ? new Set(edges.filter(passesEdge).flatMap((e) => [e.from, e.to])) : null;
  return nodes.filter((n) => !isEvent(n) && !isDocument(n) && n.kind !== "Statistic" && passesNode(n) && (!tied || tied.has(n)));
}

function sorted(items) {
  const value = COLUMNS[state.rows][order.column][1];
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    // What is unknown stands last in either order.
    if (x === "" || y === "") return (x === "") - (y === "");
    return (
      (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en")) * (order.down ? -1 : 1)
    );
  };
  return [...items].sort((a, b) => compare(a, b) || a.i - b.i);
}

function drawTable() {
  const columns = COLUMNS[state.rows];
  if (order.column >= columns.length) order = { column: 0, down: false };
  const items = sorted(tableItems());
  const head = columns.map(([name], c) =>
    el(
      "th",
      { scope: "col", "aria-sort": c === order.column ? (order.down ? "descending" : "ascending") : "none" },
      button(name + (c === order.column ? (order.down ? " ▼" : " ▲") : ""), () => sortBy(c)),
    ),
  );
  const row = (item) =>
    el(
      "tr",
      {
        class:
          [
            state.sel === item.id ? "chosen" : isEvent(item) && touches(item) ? "near" : "",
            stanceOf(item) !== "asserted" ? "unsure" : "",
          ]
            .join(" ")
            .trim() || null,
        onclick: () => select(item.id, { from: "table" }),
      },
      ...columns.map(([, value, shown], c) => {
        const text = cut(String((shown ?? value)(item)), 180);
        return el(
          "td",
          { dir: "auto" },
          c === (state.rows === "events" ? 1 : 0) ? button(text || "–", () => select(item.id), { class: "name" }) : text,
        );
      }),
    );
  const tabs = Object.keys(COLUMNS).map((name) =>
    button(`${name[0].toUpperCase()}${name.slice(1)}`, () => pickRows(name), { "aria-pressed": String(state.rows === name) }),
  );
  const more =
    items.length > rowsShown
      ? button(`Show ${Math.min(PAGE, items.length - rowsShown)} more rows`, () => ((rowsShown += PAGE), drawTable()), {
          class: "more",
        })
      : null;
  $("#table").replaceChildren(
    el(
      "div",
      { class: "bar", role: "toolbar", "aria-label": "Table" },
      ...tabs,
      el("span", { class: "hint" }, plural(items.length, "row")),
      button("Copy", copyTable),
      button("CSV", saveTable),
    ),
    el(
      "table",
      { class: "rows" },
      el("caption", { class: "unseen" }, `${state.rows}, ${plural(items.length, "row")}`),
      el("thead", {}, el("tr", {}, ...head)),
      el("tbody", {}, ...items.slice(0, rowsShown).map(row)),
    ),
    more ?? "",
  );
}

function sortBy(column) {
  order = { column, down: order.column === column && !order.down };
  drawTable();
  $$("#table th button")[column].focus();
}

function pickRows(name) {
  order = { column: 0, down: false };
  rowsShown = PAGE;
  change(() => (state.rows = name));
}

const plainRows = () => [
  COLUMNS[state.rows].map(([name]) => name),
  ...sorted(tableItems()).map((item) => COLUMNS[state.rows].map(([, value]) => String(value(item) ?? ""))),
];

// A cell that begins like a formula would be run by a spreadsheet; the apostrophe keeps it text.
const safeCell = (text) => (/^[=+\-@\t\r]/.test(text) ? "'" + text : text);
const csvCell = (text) => (/[",\n\r]/.test(safeCell(text)) ? `"${safeCell(text).replaceAll('"', '""')}"` : safeCell(text));
const csvText = () =>
  "\ufeff" +
  plainRows()
    .map((row) => row.map(csvCell).join(","))
    .join("\r\n") +
  "\r\n";
const saveTable = () => save(`${state.rows}.csv`, csvText(), "text/csv;charset=utf-8");

async function copyTable() {
  const text = plainRows()
    .map((row) => row.map((cell) => safeCell(cell).replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
  try {
    await navigator.clipboard.writeText(text);
    say(`${plural(plainRows().length - 1, "row")} copied.`);
  } catch {
    say("This browser does not let a page copy; use CSV.");
  }
}
