// Selecting, tabs, and the start.
const TABS = { graph: drawGraph, map: drawMap, timeline: drawTimeline, table: drawTable };
const ATLAS = $("#atlas") ? await unpack("#atlas") : null;

function select(id, { from = null, reveal = false } = {}) {
  const n = byId.get(id);
  if (pathFrom && n && n !== pathFrom) return endPath(n);
  pathShown = null;
  change(
    () => {
      if (n && reveal) show(n);
      state.sel = n || linkById(id) ? id : null;
    },
    { quiet: !reveal },
  );
  if (!state.sel) return;
  if (n && from !== "graph" && state.tab === "graph" && drawn.nodes.get(id))
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: false });
  say(n ? `${n.kind} ${n.name}: ${plural(n.edges.length, "link")}.` : linkWords(linkById(id)));
}

// Makes a node visible: its level, its kind, itself.
function show(n) {
  if (!drawnKinds(state.level).has(n.kind)) {
    state.level = isDocument(n) ? "documents" : "events";
    state.off = offAtStart(state.level);
    state.shown = null;
  }
  state.off.delete(n.kind);
  if (isEvent(n)) state.off.delete(typeKey(n));
  if (state.only && !state.only.has(n.i)) state.only = null;
  const shown = state.shown ?? shownAt(state.level);
  if (!shown.has(n.i)) state.shown = new Set([...shown, n.i]);
}

function drawPanel() {
  const n = byId.get(state.sel);
  const e = linkById(state.sel);
  showPanel(n ? nodePanel(n) : e ? linkPanel(e) : pathShown ? pathPanel(pathShown) : glance());
}

function showTab(name) {
  $("#tip").hidden = true;
  change(() => (state.tab = name), { quiet: true });
  $(`[data-tab=${name}]`).focus();
}

function drawTabs() {
  for (const tab of $$("[role=tab]")) {
    const on = tab.dataset.tab === state.tab;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  for (const view of $$(".view")) view.classList.toggle("on", view.id === state.tab);
}

redraw = () => {
  drawTabs();
  drawLegend();
  // The picture of the graph also counts what is shown; the other views are drawn when they are looked at.
  drawGraph();
  if (state.tab !== "graph") TABS[state.tab]();
  showDates();
  drawPanel();
  $("#least").value = String(picture.least);
  $("#thinned").textContent = picture.thinned ? `${plural(picture.thinned, "weaker link")} not drawn` : "";
  $("#count").textContent =
    `${plural(picture.nodes.length, "node")} and ${plural(picture.links.length, "link")} drawn; ${plural(chosenEvents().length, "event")} of ${events.length.toLocaleString("en")} pass the filters`;
};

for (const tab of $$("[role=tab]")) {
  tab.addEventListener("click", () => showTab(tab.dataset.tab));
  tab.addEventListener("keydown", (event) => {
    const all = $$("[role=tab]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) showTab(all[(all.indexOf(tab) + step + all.length) % all.length].dataset.tab);
  });
}

setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
fromAddress(location.hash.slice(1));
startLegend();
startDates();
startSearch();
startTools();
startGraph();
if (state.sel === null && K.focus.length && !location.hash) state.sel = K.focus[0];
// A folded link exists once its level is drawn; only then can an address point at it.
if (state.sel?.includes("|")) linksOf(state.level);
redraw();
publish();
fit();
addEventListener("hashchange", () => location.hash.slice(1) !== toAddress() && (fromAddress(location.hash.slice(1)), redraw()));
addEventListener("resize", () => state.tab === "timeline" && drawTimeline());
// For scripts and tests.
window.kg = {
  network,
  state,
  nodes,
  edges,
  statements,
  picture: () => picture,
  events: chosenEvents,
  relations: chosenRelations,
  select,
  expand: (id) => expand(byId.get(id)),
  tableText: csvText,
};
if (!document.body.dataset.texts) setTimeout(() => loadTexts().then(drawPanel), 300);
requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.ready = "1")));
