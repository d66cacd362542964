// The map. What is only known to lie somewhere in a province is a dashed area, never a dot.
let map;
let layer;
const placeOf = (event) => ofPart(event, "place")[0] ?? null;
const located = (n) => n.props.lat !== undefined && n.props.lon !== undefined;

// The place itself, or the smallest place around it that the map knows; [place, true if it is a stand-in].
function standFor(place) {
  let [here, moved] = [place, false];
  for (const seen = new Set(); here && !located(here) && !seen.has(here); moved = true) {
    seen.add(here);
    here = here.edges.find((e) => e.kind === "LOCATED_IN" && e.from === here)?.to ?? null;
  }
  return here ? [here, moved] : [null, false];
}

// {place: {sure: [events], vague: [events]}} and the events that no map can show.
function mapped() {
  const marks = new Map();
  const nowhere = [];
  for (const event of chosenEvents()) {
    const place = placeOf(event);
    const [stand, moved] = place ? standFor(place) : [null, false];
    if (!stand) {
      nowhere.push(event);
      continue;
    }
    const vague = moved || V.extent[stand.props.kind] !== undefined || (event.props.where_prec ?? 1) >= V.vague_from.where_prec;
    if (!marks.has(stand)) marks.set(stand, { sure: [], vague: [] });
    marks.get(stand)[vague ? "vague" : "sure"].push(event);
  }
  return { marks, nowhere };
}

function startMap() {
  map = L.map($("#map-canvas"), { preferCanvas: false, attributionControl: false, worldCopyJump: true, zoomSnap: 0.5, maxZoom: 9 }).setView([20, 40], 3);
  L.geoJSON(topojson.feature(ATLAS, ATLAS.objects.countries), { interactive: false, className: "land" }).addTo(map);
  layer = L.layerGroup().addTo(map);
}

function drawMap() {
  if (typeof L === "undefined") return;
  if (!map) startMap();
  map.invalidateSize({ animate: false });
  layer.clearLayers();
  const { marks, nowhere } = mapped();
  const order = [...marks].sort((a, b) => total(b[1]) - total(a[1]) || a[0].i - b[0].i);
  const corners = [];
  for (const [place, found] of order.slice(0, 600)) {
    const at = [place.props.lat, place.props.lon];
    corners.push(at);
    if (found.vague.length) addArea(place, at, found.vague);
    if (found.sure.length) addPoint(place, at, found.sure);
  }
  if (corners.length && !map.fitted) {
    map.fitBounds(L.latLngBounds(corners).pad(0.15), { animate: false, maxZoom: 7 });
    map.fitted = true;
  }
  drawPlaceList(order, nowhere);
}
const total = (found) => found.sure.length + found.vague.length;

function addArea(place, at, list) {
  const radius = 1000 * (V.extent[place.props.kind] ?? V.extent.admin2);
  const area = L.circle(at, { radius, className: `area${state.sel === place.id ? " chosen" : ""}`, bubblingMouseEvents: false }).addTo(layer);
  area.on("click", () => select(place.id));
  addMark(place, at, list, "vague", `${plural(list.length, "event")} somewhere in ${place.name}`);
}
const addPoint = (place, at, list) => addMark(place, at, list, "sure", `${plural(list.length, "event")} at ${place.name}`);

function addMark(place, at, list, kind, text) {
  const size = Math.round(16 + Math.min(26, 5 * Math.sqrt(list.length)));
  const unsure = list.every((event) => stanceOf(event) !== "asserted");
  const icon = L.divIcon({ className: `pin ${kind}${unsure ? " unsure" : ""}${state.sel === place.id ? " chosen" : ""}`, iconSize: [size, size], html: el("span", {}, String(list.length)) });
  const mark = L.marker(at, { icon, keyboard: true, title: "", riseOnHover: true }).addTo(layer);
  const node = mark.getElement();
  node.setAttribute("aria-label", text + (unsure ? ", only alleged" : ""));
  mark.bindTooltip(el("span", { dir: "auto" }, text));
  mark.on("click", () => select(place.id));
  mark.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && select(place.id));
}

function drawPlaceList(order, nowhere) {
  const line = ([place, found]) =>
    el("li", {}, nodeButton(place), el("span", { class: "hint" }, ` ${[found.sure.length && `${found.sure.length} here`, found.vague.length && `${found.vague.length} somewhere in it`].filter(Boolean).join(", ")}`));
  $("#map-list").replaceChildren(
    el("h2", {}, "Places"),
    el("p", { class: "hint key" }, el("span", { class: "pin sure small" }), "at the place ", el("span", { class: "pin vague small" }), "somewhere inside the dashed area, which stands in for it"),
    el("ul", { class: "plain" }, ...order.slice(0, 100).map(line)),
    nowhere.length ? el("details", {}, el("summary", {}, `${plural(nowhere.length, "event")} without a place on the map`), el("ul", { class: "plain" }, ...nowhere.slice(0, 100).map((event) => el("li", {}, nodeButton(event))))) : "",
  );
}
