// Statements as cards: the quote marked in its sentence, who says so, with which stance, in which report.
const SHOWN_AT_ONCE = 12;

const stanceBadge = (stance) => el("span", { class: `badge stance ${stance}` }, V.stances[stance] ?? stance);
const reportButton = (st) =>
  st.doc
    ? button("Open report", () => openReport(st.doc, st), {
        class: "small",
        "aria-label": `Open report: ${cut(headlineOf(st.doc), 60)}`,
      })
    : null;

// Statements of one sentence are one card.
function cardsOf(list) {
  const cards = new Map();
  for (const st of list) {
    const [before, quote, after] = sentenceOf(st);
    const key = `${st.doc?.i}|${before}${quote}${after}|${st.stance}|${speakerOf(st)}`;
    if (!cards.has(key)) cards.set(key, { before, quote, after, st, sts: [] });
    const card = cards.get(key);
    card.sts.push(st);
    if (quote.length > card.quote.length) Object.assign(card, { before, quote, after, st });
  }
  return [...cards.values()].sort(
    (a, b) =>
      rankOf(a.st) - rankOf(b.st) ||
      (firstDay(a.st.doc?.props.published) ?? 1e9) - (firstDay(b.st.doc?.props.published) ?? 1e9) ||
      a.st.i - b.st.i,
  );
}
// A bare name says least; the happening itself says most.
const rankOf = (st) => ({ event: 0, relation: 0, toll: 1, statistic: 1, label: 2, mention: 3 })[st.kind] ?? 2;

function card({ before, quote, after, st, sts }) {
  const doc = st.doc;
  const figures = [...new Set(sts.filter((s) => s.kind === "toll" || s.kind === "statistic").map(figureWords))];
  return el(
    "figure",
    { class: `card ${st.stance}` },
    el("blockquote", { dir: "auto" }, before, el("mark", {}, quote), after),
    el(
      "figcaption",
      {},
      stanceBadge(st.stance ?? "asserted"),
      " says ",
      named(speakerOf(st)),
      ...(figures.length ? [" · ", figures.join(", ")] : []),
      el("br"),
      named(outletOf(doc)),
      doc?.props.published ? ` · ${dayWords(doc.props.published)}` : " · undated report",
      " ",
      reportButton(st),
      " ",
      link("Source ↗", doc?.props.url),
    ),
  );
}

function evidenceList(list, heading = "Evidence") {
  const cards = cardsOf(list);
  if (!cards.length) return [el("h3", {}, heading), el("p", { class: "hint" }, "No statement: it comes from the gazetteer.")];
  const box = el("div", { class: "cards" });
  let shown = 0;
  const more = button("", () => grow(), { class: "more" });
  const grow = () => {
    box.append(...cards.slice(shown, shown + SHOWN_AT_ONCE).map(card));
    shown = Math.min(cards.length, shown + SHOWN_AT_ONCE);
    more.hidden = shown === cards.length;
    more.textContent = `Show ${Math.min(SHOWN_AT_ONCE, cards.length - shown)} more of ${cards.length - shown}`;
  };
  grow();
  const reports = new Set(list.map((st) => st.doc?.i)).size;
  return [
    el("h3", {}, heading),
    el("p", { class: "hint" }, `${plural(cards.length, "passage")} in ${plural(reports, "report")}`),
    box,
    more,
  ];
}
