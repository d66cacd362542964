// Lanes of groups (factions under their parents) and of the bodies they meet; events as marks, relations as links between lanes.
const LANE = 30;
const LEFT = 190;
const TOP = 34;
const LANES = 24;
let lanesShown = LANES;

function laneOrder(list) {
  const count = new Map();
  for (const event of list)
    for (const r of event.roles)
      if ((r.part === "actor" || r.part === "target") && V.timeline.lanes.includes(r.node.kind))
        count.set(r.node, (count.get(r.node) ?? 0) + 1);
  const related = chosenRelations().filter((e) => e.from.kind === e.to.kind && e.from.kind === V.timeline.lanes[0]);
  for (const e of related) for (const n of [e.from, e.to]) if (!count.has(n)) count.set(n, 0);
  const parent = new Map();
  for (const e of related)
    if (V.timeline.under.includes(e.kind) && !parent.has(e.from) && parent.get(e.to) !== e.from) parent.set(e.from, e.to);
  const ranked = [...count.keys()]
    .sort(
      (a, b) => V.timeline.lanes.indexOf(a.kind) - V.timeline.lanes.indexOf(b.kind) || count.get(b) - count.get(a) || a.i - b.i,
    )
    .slice(0, lanesShown);
  const lanes = [];
  const put = (n, depth) => {
    if (lanes.some((l) => l.node === n)) return;
    lanes.push({ node: n, depth });
    for (const m of ranked) if (parent.get(m) === n && depth < 3) put(m, depth + 1);
  };
  for (const n of ranked) if (!ranked.includes(parent.get(n))) put(n, 0);
  for (const n of ranked) put(n, 0);
  return { lanes, related, more: count.size - lanes.length };
}

// {from, to, first}: the axis from the earliest to the latest day; where few old things would squeeze all the rest into a corner,
// the axis begins later (from > first), and what is older stands in a strip of its own.
function timeRange(list) {
  const days = list
    .map(spanOf)
    .filter(Boolean)
    .flat()
    .filter((d) => Math.abs(d) < 1e8)
    .sort((a, b) => a - b);
  if (!days.length) return null;
  const [first, last] = [state.from ?? days[0], Math.max(state.to ?? days.at(-1), (state.from ?? days[0]) + 30)];
  const most = days[Math.floor(days.length * 0.15)];
  const crowded = state.from === null && last - first > 8 * 365 && last - most < (last - first) * 0.45;
  const from = crowded ? Date.UTC(new Date(most * DAY).getUTCFullYear(), 0, 1) / DAY : first;
  return { from, to: last, first };
}
const STRIP = 90;

function drawTimeline() {
  const box = $("#timeline");
  const list = happenings();
  const { lanes, related, more } = laneOrder(list);
  if (!lanes.length) return box.replaceChildren(el("p", { class: "hint pad" }, "No group takes part in what the filters leave."));
  const range = timeRange([...list, ...related]);
  const undated = list.some((event) => !spanOf(event)) || related.some((e) => !spanOf(e));
  const width = Math.max(640, box.clientWidth - 24);
  const end = width - (undated ? Math.min(width / 3, 60 + 15 * mostUndated(list, related)) : 24);
  const begin = range && range.from > range.first ? LEFT + STRIP : LEFT;
  const x = (day) => {
    const at = Math.min(Math.max(day, range.first), range.to);
    if (at < range.from) return LEFT + 8 + ((at - range.first) / (range.from - range.first)) * (STRIP - 22);
    return begin + ((at - range.from) / (range.to - range.from)) * (end - begin);
  };
  const y = new Map(lanes.map((l, i) => [l.node, TOP + 22 + i * LANE]));
  const height = TOP + 30 + lanes.length * LANE;
  const picture = svg("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": "Timeline: a lane for each group",
  });
  if (range) picture.append(...ticks(range, x, height, end - begin));
  if (begin > LEFT)
    picture.append(
      svg("text", { x: LEFT + 4, y: 20, class: "axis" }, `before ${dayWords(isoDay(range.from)).slice(-4)}`),
      svg("line", { x1: begin - 4, x2: begin - 4, y1: 8, y2: height, class: "grid strong broken" }),
    );
  for (const { node, depth } of lanes) picture.append(laneHead(node, depth, y.get(node), width));
  if (undated)
    picture.append(
      svg("text", { x: end + 20, y: 20, class: "axis" }, "no date"),
      svg("line", { x1: end + 10, x2: end + 10, y1: 8, y2: height, class: "grid strong" }),
    );
  const free = undatedPlaces(end + 26, width - 16);
  const tags = [];
  picture.append(...laneLinks(related, y, x, free, tags));
  const parties = (event) => event.roles.filter((r) => (r.part === "actor" || r.part === "target") && y.has(r.node));
  for (const event of [...list].sort((a, b) => b.size - a.size || a.i - b.i)) {
    const those = parties(event);
    if (those.length) picture.append(eventMark(event, those, y, x, free, tags));
  }
  box.replaceChildren(picture, timelineKey(related, more));
}

function ticks({ from, to }, x, height, wide) {
  const out = [];
  // The closest ticks whose words don't touch.
  const months = [1, 3, 6, 12, 24, 60, 120].find((m) => (wide * m * 30.4) / (to - from) > 42) ?? 240;
  const first = new Date(from * DAY);
  for (let m = first.getUTCFullYear() * 12 + Math.ceil(first.getUTCMonth() / months) * months; ; m += months) {
    const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY;
    if (day > to) break;
    if (day < from) continue;
    const text = m % 12 === 0 || months >= 12 ? String(Math.floor(m / 12)) : MONTHS[m % 12];
    if (x(to) - x(day) < 34 && out.length) break;
    out.push(
      svg("line", { x1: x(day), x2: x(day), y1: 26, y2: height, class: m % 12 ? "grid" : "grid strong" }),
      svg("text", { x: x(day) + 3, y: 20, class: "axis" }, text),
    );
  }
  if (!out.length)
    out.push(svg("text", { x: LEFT, y: 20, class: "axis" }, `${dayWords(isoDay(from))} – ${dayWords(isoDay(to))}`));
  return out;
}

function laneHead(n, depth, y, width) {
  const text = (depth ? "↳ " : "") + cut(n.name, 25 - depth * 2);
  const head = svg("g", {
    class: "lane",
    role: "button",
    tabindex: 0,
    "aria-label": text === n.name ? text : `${text}: ${n.name}`,
    onclick: () => select(n.id),
    onkeydown: onEnter(() => select(n.id)),
  });
  head.append(svg("rect", { x: 0, y: y - LANE / 2, width: LEFT - 6, height: LANE, class: "hit" }));
  head.append(svg("line", { x1: LEFT, x2: width - 8, y1: y, y2: y, class: "rail" }));
  const label = svg("text", { x: 8 + depth * 14, y: y + 4, class: state.sel === n.id ? "chosen" : "" }, text);
  head.append(label, svg("title", {}, n.name));
  return head;
}

// The most marks that any lane has without a date.
function mostUndated(list, related) {
  const counts = new Map();
  const homes = [
    ...list
      .filter((event) => !spanOf(event))
      .map((event) => event.roles.find((r) => r.part === "actor" || r.part === "target")?.node),
    ...related.filter((e) => !spanOf(e)).map((e) => e.from),
  ];
  for (const n of homes) counts.set(n, (counts.get(n) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const onEnter = (act) => (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), act());

// Marks without a date stand side by side at the right end of their lane.
function undatedPlaces(from, to) {
  const used = new Map();
  return (lane) => {
    const n = used.get(lane) ?? 0;
    used.set(lane, n + 1);
    return Math.min(from + n * 15, to);
  };
}

function eventMark(event, those, y, x, free, tags) {
  const span = spanOf(event);
  const actors = those.filter((r) => r.part === "actor");
  const home = (actors[0] ?? those[0]).node;
  const radius = Math.min(13, 4.5 + 0.75 * Math.sqrt(event.props.killed_best ?? 0));
  const colour = shade(V.events[typeOf(event)]?.colour ?? V.kinds.Event.colour);
  const stance = stanceOf(event);
  const at = span ? (x(span[0]) + x(span[1])) / 2 : free(home);
  const mark = svg("g", {
    class: `event${state.sel === event.id ? " chosen" : touches(event) === false ? " faint" : ""}`,
    role: "button",
    tabindex: 0,
    "aria-label": `${event.name}, ${dateOf(event)}${stance === "asserted" ? "" : ", " + V.stances[stance]}`,
    onclick: () => select(event.id),
    onkeydown: onEnter(() => select(event.id)),
  });
  for (const { node } of those)
    if (node !== home)
      mark.append(
        svg("line", { x1: at, x2: at, y1: y.get(home), y2: y.get(node), class: "meets", stroke: colour }),
        svg("circle", { cx: at, cy: y.get(node), r: 3, fill: colour }),
      );
  // A date known to the month or year is a bar over all of it.
  if (span && span[1] - span[0] > 1)
    mark.append(svg("line", { x1: x(span[0]), x2: x(span[1]), y1: y.get(home), y2: y.get(home), stroke: colour, class: "bar" }));
  mark.append(eventShape(event, at, y.get(home), radius, colour, stance));
  mark.append(
    svg(
      "title",
      {},
      `${event.name} · ${dateOf(event)}${tollWords(event, "killed") ? " · " + tollWords(event, "killed") + " killed" : ""}${stance === "asserted" ? "" : " · " + V.stances[stance]}`,
    ),
  );
  if (stance !== "asserted")
    mark.append(
      ...tagAt(tags, V.stances[stance], [
        [at, y.get(home) - radius - 3],
        [at, y.get(home) + radius + 10],
      ]),
    );
  return mark;
}

// A word at the first spot where none stands yet; in a crowd none: the dashes and the hint still tell.
function tagAt(tags, text, spots) {
  const spot = spots.find(([x, y]) => !tags.some(([a, b]) => Math.abs(a - x) < 52 && Math.abs(b - y) < 11));
  if (!spot) return [];
  tags.push(spot);
  return [svg("text", { x: spot[0], y: spot[1], class: "tag" }, text)];
}

// Violent types are round, the rest diamonds: shape as well as colour.
function eventShape(event, x, y, r, colour, stance) {
  const look = {
    fill: stance === "asserted" ? colour : css("--bg"),
    stroke: colour,
    "stroke-width": stance === "asserted" ? 1 : 2,
    "stroke-dasharray": stance === "asserted" ? null : "3 2",
  };
  if (V.events[typeOf(event)]?.violent) return svg("circle", { cx: x, cy: y, r, ...look });
  return svg("path", { d: `M${x} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z`, ...look });
}

function laneLinks(related, y, x, free, tags) {
  return related
    .filter((e) => y.has(e.from) && y.has(e.to) && e.from !== e.to)
    .map((e) => {
      const span = spanOf(e);
      const at = span ? x(Math.abs(span[0]) < 1e8 ? span[0] : span[1]) : free(e.from) + 5;
      const [a, b] = [y.get(e.from), y.get(e.to)];
      const stance = stanceOf(e);
      const colour = shade(V.edges[e.kind].colour);
      const mark = svg("g", {
        class: `tie${state.sel === e.id ? " chosen" : ""}`,
        role: "button",
        tabindex: 0,
        "aria-label": [e.from.name, word(e.kind), e.to.name].join(" ") + `, ${V.stances[stance]}, ${dateOf(e)}`,
        onclick: () => select(e.id),
        onkeydown: onEnter(() => select(e.id)),
      });
      const bow = `M${at} ${a}C${at - 22} ${a} ${at - 22} ${b} ${at} ${b}`;
      mark.append(
        svg("path", { d: bow, class: "hit" }),
        svg("path", {
          d: bow,
          stroke: colour,
          fill: "none",
          "stroke-width": 2.2,
          "stroke-dasharray": stance === "asserted" ? null : "5 4",
        }),
      );
      if (stance !== "asserted")
        mark.append(
          ...tagAt(
            tags,
            V.stances[stance],
            [0.5, 0.35, 0.65].map((t) => [at - 17, a + (b - a) * t + 4]),
          ),
        );
      mark.append(svg("circle", { cx: at, cy: b, r: 2.5, fill: colour }), svg("title", {}, `${linkWords(e)} · ${dateOf(e)}`));
      return mark;
    });
}

function timelineKey(related, more) {
  const kinds = [...new Set(related.map((e) => e.kind))].sort();
  return el(
    "p",
    { class: "hint pad key" },
    ...kinds.flatMap((kind) => [
      svg(
        "svg",
        { width: 22, height: 8, "aria-hidden": "true" },
        svg("line", { x1: 1, x2: 21, y1: 4, y2: 4, stroke: shade(V.edges[kind].colour), "stroke-width": 2.5 }),
      ),
      ` ${word(kind)} `,
    ]),
    " ● violent event ◆ other event; size: killed. A bar: the day is not known. Totals over several events are left out. Dashed: alleged, denied or contested. Dated as reported where nothing else is stated.",
    more > 0
      ? [" ", button(`${plural(more, "more lane")}`, () => ((lanesShown += LANES), drawTimeline()), { class: "small" })]
      : null,
  );
}
