// The report itself: its text with every passage that a statement rests on.
function openReport(doc, current) {
  if (!document.body.dataset.texts) return loadTexts().then(() => openReport(doc, current));
  const pieces = texts[doc.id] ?? [];
  const part = pieces.length > 1 || (pieces.length && pieces[0][0] > 0) || !pieces.length;
  const body = el("div", { class: "text", dir: "auto", tabindex: "0", role: "document", "aria-label": "Text of the report" });
  pieces.forEach(([start, text], i) => {
    if (i) body.append(el("p", { class: "hint" }, "[…]"));
    body.append(...marked(doc, start, text, current));
  });
  if (!pieces.length) body.append(el("p", { class: "hint" }, "The text is not in this page."));
  const reader = $("#reader");
  reader.replaceChildren(
    el(
      "header",
      {},
      el("h2", { id: "reader-title", dir: "auto" }, headlineOf(doc)),
      button("Close", () => reader.close(), { autofocus: true }),
    ),
    el(
      "p",
      { class: "hint" },
      named(outletOf(doc)),
      ` · ${dateOf(doc)} · `,
      named(doc.props.key ?? doc.id),
      " ",
      link("Source ↗", doc.props.url),
      part && pieces.length ? " · this page holds the passages around its quotes, not the whole text" : "",
      " · marked: what statements rest on; dashed: alleged or denied",
    ),
    body,
  );
  if (!reader.open) reader.showModal();
  $("mark.current", reader)?.scrollIntoView({ block: "center" });
}

// Overlapping spans: the text is cut at every start and end; each piece knows the statements over it.
function marked(doc, offset, text, current) {
  const points = astral.test(text) ? Array.from(text) : text;
  const spans = (doc.made ?? []).filter((st) => st.kind !== "mention" && st.start >= offset && st.end <= offset + points.length);
  const cuts = [...new Set([0, points.length, ...spans.flatMap((st) => [st.start - offset, st.end - offset])])].sort(
    (a, b) => a - b,
  );
  const said = (a, b) => (typeof points === "string" ? points.slice(a, b) : points.slice(a, b).join(""));
  return cuts.slice(0, -1).map((a, i) => {
    const b = cuts[i + 1];
    const over = spans.filter((st) => st.start - offset <= a && st.end - offset >= b);
    if (!over.length) return document.createTextNode(said(a, b));
    const here = current && current.start - offset <= a && current.end - offset >= b;
    const stance = over.find((st) => st.stance !== "asserted")?.stance ?? "asserted";
    return el(
      "mark",
      { class: `${stance}${here ? " current" : ""}`, title: [...new Set(over.map((st) => st.kind))].join(", ") },
      said(a, b),
    );
  });
}
