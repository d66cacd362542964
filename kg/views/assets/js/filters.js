// Which items pass what the reader has chosen.
const typeKey = (event) => `Event/${typeOf(event)}`;
const passesStance = (item) => !state.stances.has(stanceOf(item));
const passesSources = (item) => state.sources <= 1 || sourcesOf(item) >= state.sources;

function passesDate(item) {
  if (state.from === null && state.to === null) return state.undated || spanOf(item) !== null;
  const span = spanOf(item);
  if (!span) return state.undated;
  return span[1] >= (state.from ?? -Infinity) && span[0] <= (state.to ?? Infinity);
}

const passesOnly = (n) => !state.only || state.only.has(n.i);
const passesEvent = (n) =>
  !state.off.has("Event") && !state.off.has(typeKey(n)) && passesStance(n) && passesSources(n) && passesDate(n) && passesOnly(n);

// What an edge must pass by itself; an edge of an event stands or falls with the event besides.
const passesAlone = (e) => !state.off.has(e.kind) && passesStance(e) && passesSources(e);

function passesEdge(e) {
  if (!passesAlone(e)) return false;
  if (isEvent(e.from)) return passesEvent(e.from) && (!isEvent(e.to) || passesEvent(e.to));
  if (e.props.events) return e.props.events.some((id) => byId.has(id) && passesEvent(byId.get(id)));
  return passesDate(e);
}

// True if anything but the level and the kinds that are off at its start narrows the picture: then a node without a link goes.
const narrowed = () =>
  state.from !== null ||
  state.to !== null ||
  !state.undated ||
  state.sources > 1 ||
  state.stances.size > 0 ||
  !same(state.off, offAtStart(state.level));

function passesNode(n) {
  if (state.off.has(n.kind) || !passesOnly(n)) return false;
  if (isEvent(n)) return passesEvent(n);
  if (n.kind === "Statistic") return passesDate(n) && passesSources(n);
  return true;
}

// Whether an event has to do with what is selected: itself, who took part, where. Null if nothing of that kind is selected.
function touches(event) {
  const n = byId.get(state.sel);
  if (!n || isDocument(n)) return null;
  return event === n || event.roles.some((r) => r.node === n);
}

const chosenEvents = () => events.filter(passesEvent);
// A total over several events would count them twice where things are counted, placed and lined up.
const isSum = (n) => n.props.is_sum === true;
const happenings = () => events.filter((n) => !isSum(n) && passesEvent(n));
const chosenRelations = () =>
  edges.filter((e) => !isEvent(e.from) && e.from.kind !== "Statistic" && passesEdge(e) && passesOnly(e.from) && passesOnly(e.to));
