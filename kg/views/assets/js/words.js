// How dates, tolls, stances and names are said.
const DAY = 864e5;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const word = (kind) => V.edges[kind]?.word ?? kind.toLowerCase().replaceAll("_", " ");
const kindWord = (kind, n = 2) => (n === 1 ? kind : kind.endsWith("y") ? kind.slice(0, -1) + "ies" : kind + "s");

// "2023", "2023-02" and "2023-02-08" as the first or last day that they may mean, in days since 1970; null if no date.
function firstDay(text) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? "");
  return found ? Date.UTC(+found[1], (found[2] ?? 1) - 1, +(found[3] ?? 1)) / DAY : null;
}
function lastDay(text) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? "");
  if (!found) return null;
  if (found[3]) return firstDay(text);
  return (found[2] ? Date.UTC(+found[1], +found[2], 0) : Date.UTC(+found[1], 11, 31)) / DAY;
}
const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

function dayWords(text) {
  const [year, month, day] = (text ?? "").split("-");
  return [day && String(+day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

// A span that is a whole year or month is said so: a first and a last day would pretend to know more.
function spanWords(start, end) {
  if (!start && !end) return "no date";
  if (!start || !end || start === end) return dayWords(start ?? end);
  const [a, b] = [start.split("-"), end.split("-")];
  if (a[0] === b[0] && start.endsWith("-01-01") && end.endsWith("-12-31")) return a[0];
  if (a[0] === b[0] && a[1] === b[1] && a[2] === "01" && lastDay(`${a[0]}-${a[1]}`) === firstDay(end))
    return `${MONTHS[a[1] - 1]} ${a[0]}`;
  return `${dayWords(start)} – ${dayWords(end)}`;
}

function dateOf(item) {
  const p = item.props;
  if (item.kind === "Event") return spanWords(p.date_start, p.date_end);
  if (item.kind === "Statistic") return spanWords(p.period_start, p.period_end);
  if (isDocument(item)) return p.published ? dayWords(p.published) : "no date";
  if (p.since || p.until)
    return `${p.since ? "since " + dayWords(p.since) : ""}${p.until ? " until " + dayWords(p.until) : ""}`.trim();
  return p.first ? `reported ${spanWords(p.first, p.last)}` : "no date";
}

// [first day, last day] in which an item holds, null if it has no date. A relation with a start holds until an end is stated.
function spanOf(item) {
  if (item.span !== undefined) return item.span;
  const p = item.props;
  let [a, b] = [null, null];
  if (item.kind === "Event") [a, b] = [firstDay(p.date_start), lastDay(p.date_end ?? p.date_start)];
  else if (item.kind === "Statistic") [a, b] = [firstDay(p.period_start), lastDay(p.period_end ?? p.period_start)];
  else if (isDocument(item)) [a, b] = [firstDay(p.published), lastDay(p.published)];
  else if (p.since || p.until) [a, b] = [firstDay(p.since) ?? -1e9, p.until ? lastDay(p.until) : 1e9];
  else if (p.first) [a, b] = [firstDay(p.first), lastDay(p.last ?? p.first)];
  return (item.span = a === null ? null : [a, b ?? a]);
}

const stanceOf = (item) => (item.props.contested ? "contested" : (item.props.stance ?? "asserted"));
const DASHES = { alleged: [7, 5], denied: [2, 5], contested: [10, 3, 2, 3] };

function amount(low, high) {
  if (low === undefined || low === null) return high === undefined || high === null ? "" : `at most ${high}`;
  if (high === undefined || high === null) return `at least ${low}`;
  return low === high ? String(low) : `${low}–${high}`;
}

// "12 killed" or "12–15 killed"; "" where nothing is known (which is not none).
function tollWords(event, measure) {
  const p = event.props;
  const [low, best, high] = ["low", "best", "high"].map((k) => p[`${measure}_${k}`]);
  if (best === undefined && low === undefined && high === undefined) return "";
  const range = low !== high ? ` (${amount(low, high)})` : "";
  return best === undefined ? amount(low, high) : `${best}${range}`;
}

const nameOfKey = (key) =>
  byKey.get(key)?.name ??
  key
    .replace(/^[a-z]+:~?/, "")
    .split("@")[0]
    .replaceAll("-", " ");

// Who says it: the words of the text, and whom they mean; the writer otherwise.
function speakerOf(st) {
  const who = st.speaker ? nameOfKey(st.speaker) : null;
  if (st.phrase && who && st.phrase.toLowerCase() !== who.toLowerCase()) return `${st.phrase} (${who})`;
  return st.phrase ?? who ?? "the report itself";
}

// Of a report without an outlet, the last part of what it is known by: a file's name, not its folders.
const outletOf = (doc) => doc?.props.source ?? doc?.props.key?.split("/").filter(Boolean).at(-1) ?? "unknown source";
const headlineOf = (doc) => doc?.props.headline ?? doc?.name ?? "Report";
const sourcesOf = (item) => item.props.documents ?? 0;
