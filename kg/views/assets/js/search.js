// Search over names and aliases in any script (MiniSearch: prefixes, slips of spelling), then over the reports' own words.
let index;
let folded;
const foldText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function indexed() {
  if (index) return index;
  index = new MiniSearch({
    idField: "i",
    fields: ["name", "aliases"],
    processTerm: (term) => foldText(term) || null,
    searchOptions: { prefix: true, fuzzy: 0.18, boost: { name: 2 }, combineWith: "AND" },
  });
  index.addAll(
    nodes.map((n) => ({ i: n.i, name: n.name, aliases: [...(n.props.aliases ?? []), ...(n.props.labels ?? [])].join(" ") })),
  );
  return index;
}

// Texts in lower case, once; a plain scan over megabytes takes milliseconds and finds any phrase in any script.
function lowTexts() {
  if (!document.body.dataset.texts) return [];
  return (folded ??= documents.flatMap((doc) =>
    (texts[doc.id] ?? []).map(([start, text]) => ({ doc, start, text, low: text.toLowerCase() })),
  ));
}

function findNames(query) {
  const wanted = foldText(query);
  const hits = indexed()
    .search(query)
    .map((hit) => [nodes[hit.id], hit.score * (isDocument(nodes[hit.id]) || isEvent(nodes[hit.id]) ? 1 : 2)]);
  const known = new Set(hits.map(([n]) => n));
  if (hits.length < 5 && wanted.length > 1)
    for (const n of nodes) if (!known.has(n) && hits.length < 12 && foldText(n.name).includes(wanted)) hits.push([n, 0]);
  return hits
    .sort((a, b) => b[1] - a[1] || b[0].size - a[0].size || a[0].i - b[0].i)
    .slice(0, 8)
    .map(([n]) => n);
}

function findPassages(query) {
  const low = query.toLowerCase();
  const out = [];
  if (low.length < 3) return out;
  for (const piece of lowTexts()) {
    const at = piece.low.indexOf(low);
    if (at < 0) continue;
    out.push({ doc: piece.doc, at, text: piece.text, length: low.length });
    if (out.length === 5) break;
  }
  return out;
}

function runSearch() {
  const query = $("#q").value.trim();
  const found = query ? [...findNames(query).map(nameHit), ...findPassages(query).map(passageHit)] : [];
  const list = $("#hits");
  list.replaceChildren(
    ...found.map((hit, i) => furnish(hit, { id: `hit-${i}`, role: "option", "aria-selected": String(i === 0) }, [])),
  );
  if (query && !found.length)
    list.append(el("li", { class: "hint", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found."));
  list.hidden = !query;
  $("#q").setAttribute("aria-expanded", String(Boolean(query)));
  markHit(0);
}

function nameHit(n) {
  const query = foldText($("#q").value.trim());
  const alias = foldText(n.name).includes(query) ? null : (n.props.aliases ?? []).find((a) => foldText(a).includes(query));
  return el(
    "li",
    { onmousedown: (event) => (event.preventDefault(), pick(n)) },
    swatch(n.kind),
    named(n.name),
    alias ? el("span", { class: "hint" }, " also ", named(alias)) : null,
    el("small", {}, ` ${n.kind}`),
  );
}

function passageHit({ doc, at, text, length }) {
  const open = () => (closeSearch(), openReport(doc, nearest(doc, text, at)));
  const hit = el(
    "li",
    { onmousedown: (event) => (event.preventDefault(), open()) },
    "“…",
    named(text.slice(Math.max(0, at - 30), at)),
    el("mark", {}, text.slice(at, at + length)),
    named(text.slice(at + length, at + length + 40)),
    "…”",
    el("small", {}, ` ${outletOf(doc)}`),
  );
  hit.open = open;
  return hit;
}

const nearest = (doc, text, at) =>
  (doc.made ?? [])
    .filter((st) => st.kind !== "mention")
    .reduce((best, st) => (!best || Math.abs(st.start - at) < Math.abs(best.start - at) ? st : best), null);

function markHit(i) {
  const list = $$("#hits li[role=option]");
  list.forEach((hit, k) => hit.setAttribute("aria-selected", String(k === i)));
  if (list[i]?.id) $("#q").setAttribute("aria-activedescendant", list[i].id);
  else $("#q").removeAttribute("aria-activedescendant");
  list[i]?.scrollIntoView({ block: "nearest" });
}

function searchKey(event) {
  const list = $$("#hits li[id]");
  const at = list.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    markHit((at + (event.key === "ArrowDown" ? 1 : list.length - 1)) % (list.length || 1));
  } else if (event.key === "Enter" && list[at]) list[at].dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
  else if (event.key === "Escape") closeSearch();
}

function closeSearch() {
  $("#hits").hidden = true;
  $("#q").setAttribute("aria-expanded", "false");
  $("#q").removeAttribute("aria-activedescendant");
}

// What is picked is drawn, whatever the level and the filters hide; then the panel has the focus.
function pick(n) {
  closeSearch();
  select(n.id, { reveal: true });
  $("#panel").focus();
}

function startSearch() {
  $("#q").addEventListener("input", runSearch);
  $("#q").addEventListener("keydown", searchKey);
  $("#q").addEventListener("blur", () => setTimeout(closeSearch, 150));
}
