// The map. What is only known to lie somewhere in a province is a dashed area, never a dot.
let map;
let layer;
let nameLayer;
let pins = [];
const countries = new Map();
const placeOf = (event) => ofPart(event, "place")[0] ?? null;
const located = (n) => n.props.lat !== undefined && n.props.lon !== undefined;

// The place itself, or the smallest place around it that the map knows; [place, true if it is a stand-in].
function standFor(place) {
  let [here, moved] = [place, false];
  for (const seen = new Set(); here && !located(here) && !seen.has(here); moved = true) {
    seen.add(here);
    here = here.edges.find((e) => e.kind === V.within && e.from === here)?.to ?? null;
  }
  return here ? [here, moved] : [null, false];
}

// {place: {sure: [events], vague: [events]}} and the events that no map can show.
function mapped() {
  const marks = new Map();
  const nowhere = [];
  for (const event of happenings()) {
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
  map = L.map($("#map-canvas"), {
    preferCanvas: false,
    attributionControl: false,
    worldCopyJump: true,
    zoomSnap: 0.5,
    maxZoom: 9,
  }).setView([20, 40], 3);
  const lands = topojson.feature(ATLAS, ATLAS.objects.countries);
  lands.features.forEach(cutAtDateLine);
  for (const land of lands.features) countries.set(foldText(land.properties.name), land);
  L.geoJSON(lands, { interactive: false, className: "land" }).addTo(map);
  layer = L.layerGroup().addTo(map);
  nameLayer = L.layerGroup().addTo(map);
  map.on("zoomend moveend", nameThings);
  map.on("zoomend", () => crowded && drawMap());
}

// A part that is drawn right across the map lies on both sides of the date line (Fiji; the Antarctic is that wide).
function cutAtDateLine(land) {
  if (land.geometry.type !== "MultiPolygon") return;
  const across = ([ring]) =>
    Math.max(...ring.map(([lon]) => lon)) - Math.min(...ring.map(([lon]) => lon)) > 300 && ring[0][1] > -60;
  land.geometry.coordinates = land.geometry.coordinates.filter((part) => !across(part));
}

function drawMap() {
  if (typeof L === "undefined") return;
  if (!map) startMap();
  map.invalidateSize({ animate: false });
  layer.clearLayers();
  pins = [];
  const { marks, nowhere } = mapped();
  const order = [...marks].sort((a, b) => total(b[1]) - total(a[1]) || a[0].i - b[0].i);
  if (order.length && !map.fitted) {
    map.fitted = true;
    map.fitBounds(L.latLngBounds(order.map(([place]) => spotOf(place))).pad(0.15), { animate: false, maxZoom: 6.5 });
  }
  crowded = order.length > CROWD;
  for (const group of crowded ? gathered(order) : order.map((one) => [one])) {
    if (group.length > 1) addCluster(group);
    else addPlace(...group[0]);
  }
  drawPlaceList(order, nowhere);
  nameThings();
}
const spotOf = (place) => [place.props.lat, place.props.lon];
const CROWD = 60;
let crowded = false;

// Many places whose pins would lie on each other at this zoom are one pin; the largest place leads.
function gathered(order) {
  const groups = new Map();
  for (const one of order) {
    const { x, y } = map.project(spotOf(one[0]));
    const cell = `${Math.floor(x / 56)},${Math.floor(y / 56)}`;
    groups.set(cell, [...(groups.get(cell) ?? []), one]);
  }
  return [...groups.values()];
}

function addPlace(place, found) {
  if (found.vague.length) addArea(place, spotOf(place), found.vague);
  if (found.sure.length) addPoint(place, spotOf(place), found.sure);
}

function addCluster(group) {
  const count = group.reduce((sum, [, found]) => sum + total(found), 0);
  const text = `${plural(count, "event")} at or around ${plural(group.length, "place")}: zoom in`;
  const size = Math.round(22 + Math.min(22, 2 * Math.sqrt(count)));
  const near = group.some(([, { sure, vague }]) => [...sure, ...vague].some((event) => touches(event)));
  const icon = L.divIcon({
    className: `pin many${near ? " chosen" : ""}`,
    iconSize: [size, size],
    html: el("span", {}, String(count)),
  });
  const mark = L.marker(spotOf(group[0][0]), { icon, keyboard: true, title: "", riseOnHover: true }).addTo(layer);
  mark.getElement().setAttribute("aria-label", text);
  mark.bindTooltip(el("span", {}, text));
  const closer = () => map.fitBounds(L.latLngBounds(group.map(([place]) => spotOf(place))).pad(0.3), { animate: false });
  mark.on("click", closer);
  mark.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && closer());
  pins.push({ at: spotOf(group[0][0]), size, name: "", doubt: "" });
}

const total = (found) => found.sure.length + found.vague.length;

// A country is its own outline; for smaller units the map has none, and a circle stands in.
function addArea(place, at, list) {
  const className = `area ${place.props.kind}${state.sel === place.id ? " chosen" : ""}`;
  const land = place.props.kind === "country" ? countries.get(foldText(place.name)) : null;
  const radius = 1000 * (V.extent[place.props.kind] ?? V.extent.admin2);
  const area = (
    land
      ? L.geoJSON(land, { className, bubblingMouseEvents: false })
      : L.circle(at, { radius, className, bubblingMouseEvents: false })
  ).addTo(layer);
  area.on("click", () => select(place.id));
  addMark(place, at, list, "vague", `${plural(list.length, "event")} somewhere in ${place.name}`);
}
const addPoint = (place, at, list) => addMark(place, at, list, "sure", `${plural(list.length, "event")} at ${place.name}`);

function addMark(place, at, list, kind, text) {
  const size = Math.round(16 + Math.min(26, 5 * Math.sqrt(list.length)));
  const unsure = list.every((event) => stanceOf(event) !== "asserted");
  const near = state.sel === place.id || list.some((event) => touches(event));
  const icon = L.divIcon({
    className: `pin ${kind}${unsure ? " unsure" : ""}${near ? " chosen" : ""}`,
    iconSize: [size, size],
    html: el("span", {}, String(list.length)),
  });
  const mark = L.marker(at, { icon, keyboard: true, title: "", riseOnHover: true }).addTo(layer);
  pins.push({ at, size, name: place.name, doubt: unsure ? ` (${V.stances[stanceOf(list[0])]})` : "" });
  const node = mark.getElement();
  node.setAttribute("aria-label", text + (unsure ? ", only alleged" : ""));
  mark.bindTooltip(el("span", { dir: "auto" }, text));
  mark.on("click", () => select(place.id));
  mark.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && select(place.id));
}

// Names of places beside their pins, then of countries, each where nothing is written yet.
function nameThings() {
  nameLayer.clearLayers();
  const view = map.getBounds();
  const taken = pins.map(({ at, size }) => boxAround(map.latLngToContainerPoint(at), size, size));
  const write = (at, text, className, dx) => {
    const wide = 6.6 * text.length + 4;
    const point = map.latLngToContainerPoint(at);
    const box = dx
      ? { left: point.x + dx, right: point.x + dx + wide, top: point.y - 8, bottom: point.y + 8 }
      : boxAround(point, wide, 16);
    if (
      !view.contains(at) ||
      taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
    )
      return;
    taken.push(box);
    const icon = L.divIcon({
      className: `name-tag ${className}`,
      iconSize: [wide, 16],
      iconAnchor: dx ? [-dx, 8] : [wide / 2, 8],
      html: el("span", { dir: "auto", "aria-hidden": "true" }, text),
    });
    L.marker(at, { icon, interactive: false, keyboard: false }).addTo(nameLayer);
  };
  for (const { at, size, name, doubt } of pins) if (name) write(at, cut(name, 26) + doubt, "place", size / 2 + 3);
  const pinned = new Set(pins.map(({ name }) => foldText(name)));
  for (const [key, land] of countries) if (!pinned.has(key)) write(middleOf(land), land.properties.name, "country", 0);
}
const boxAround = ({ x, y }, wide, high) => ({
  left: x - wide / 2,
  right: x + wide / 2,
  top: y - high / 2,
  bottom: y + high / 2,
});
const middleOf = (land) => (land.middle ??= L.geoJSON(largestPart(land)).getBounds().getCenter());

// France is named in Europe, not between Europe and Guiana.
function largestPart(land) {
  const { type, coordinates } = land.geometry;
  if (type === "Polygon") return land;
  return { type: "Polygon", coordinates: coordinates.reduce((a, b) => (b[0].length > a[0].length ? b : a)) };
}

function drawPlaceList(order, nowhere) {
  const line = ([place, found]) =>
    el(
      "li",
      {},
      nodeButton(place),
      el(
        "span",
        { class: "hint" },
        ` ${[found.sure.length && `${found.sure.length} here`, found.vague.length && `${found.vague.length} somewhere in it`].filter(Boolean).join(", ")}`,
      ),
    );
  $("#map-list").replaceChildren(
    el("h2", {}, "Places"),
    el(
      "p",
      { class: "hint key" },
      el("span", { class: "pin sure small" }),
      "at the place ",
      el("span", { class: "pin vague small" }),
      "somewhere inside the dashed area, which stands in for it ",
      el("span", { class: "pin unsure small" }),
      "only alleged, denied or contested",
    ),
    el("ul", { class: "plain" }, ...order.slice(0, 100).map(line)),
    nowhere.length
      ? el(
          "details",
          {},
          el("summary", {}, `${plural(nowhere.length, "event")} without a place on the map`),
          el("ul", { class: "plain" }, ...nowhere.slice(0, 100).map((event) => el("li", {}, nodeButton(event)))),
        )
      : "",
  );
}
