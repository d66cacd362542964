// The payload: nodes, edges, statements and texts, tied together.
async function unpack(id) {
  const text = atob($(id).textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

const K = await unpack("#data");
const V = K.vocabulary;

// The reports' texts, {document id: [[start, text], …]}. Many are unpacked once the page stands: they are a third of the data, and
// nobody reads them in its first second.
let texts = {};
let coming = null;
const loadTexts = () => (coming ??= unpack("#texts").then((found) => ((texts = found), (document.body.dataset.texts = "1"))));
if ($("#texts").dataset.later === undefined) await loadTexts();
const nodes = K.nodes;
const byId = new Map();
const byKey = new Map();
nodes.forEach((n, i) => {
  Object.assign(n, { i, edges: [], statements: [], roles: [], start: n.x !== undefined });
  byId.set(n.id, n);
  byKey.set(n.id, n);
  for (const key of n.props.keys ?? []) byKey.set(key, n);
});

const statements = K.statements.map((row, i) => {
  const [id, name, doc, start, end, quote, kind, speaker, phrase, stance, confidence, extractor, version, args, about] = row;
  const st = {
    i,
    id,
    name,
    doc: nodes[doc],
    start,
    end,
    quote,
    kind,
    speaker,
    phrase,
    stance,
    confidence,
    extractor,
    version,
    args,
    about,
  };
  for (const [role, n] of about) (nodes[n].statements.push(st), (st.roles ??= []).push(role));
  if (st.doc) (st.doc.made ??= []).push(st);
  return st;
});

const edges = K.edges.map(([kind, from, to, props, id], i) => {
  const edge = { i, id: id ?? `${kind}|${nodes[from].id}|${nodes[to].id}`, kind, from: nodes[from], to: nodes[to], props };
  edge.from.edges.push(edge);
  if (from !== to) edge.to.edges.push(edge);
  const part = V.edges[kind]?.part;
  if (part) edge.from.roles.push({ part, edge, node: edge.to });
  return edge;
});
const byEdge = new Map(edges.map((e) => [e.id, e]));
for (const n of nodes) n.roles.sort((a, b) => (a.edge.props.rank ?? 0) - (b.edge.props.rank ?? 0));

const isEvent = (n) => n.kind === "Event";
const isDocument = (n) => n.kind === "Document";
const events = nodes.filter(isEvent);
const documents = nodes.filter(isDocument);
const ofPart = (event, part) => event.roles.filter((r) => r.part === part).map((r) => r.node);
const evidenceOf = (edge) => (edge.props.statements ?? []).map((s) => statements[s]).filter(Boolean);
const argsOf = (st) => (st.parsed ??= typeof st.args === "string" ? JSON.parse(st.args) : (st.args ?? {}));
const typeOf = (event) => event.props.event_type ?? "";

// Offsets count code points; JavaScript counts UTF-16 units, which differ where a text has a character beyond the first plane.
function textBetween(doc, start, end) {
  const piece = (texts[doc?.id] ?? []).find(([first, text]) => first <= start && end <= first + lengthOf(text));
  return piece ? sliceOf(piece[1], start - piece[0], end - piece[0]) : null;
}
const astral = /[\ud800-\udbff]/;
const lengthOf = (text) => (astral.test(text) ? Array.from(text).length : text.length);
const sliceOf = (text, start, end) => (astral.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end));
const quoteOf = (st) => st.quote ?? textBetween(st.doc, st.start, st.end) ?? "";

// The sentence about a statement: [before, quote, after].
const ABBREVIATION = new Set(V.abbreviations);
function sentenceOf(st) {
  const piece = (texts[st.doc?.id] ?? []).find(([first, text]) => first <= st.start && st.end <= first + lengthOf(text));
  if (!piece) return ["", quoteOf(st), ""];
  const text = piece[1];
  const from = lengthInUnits(text, st.start - piece[0]);
  const to = lengthInUnits(text, st.end - piece[0]);
  const top = text.lastIndexOf("\n", from - 1) + 1;
  const bottom = text.indexOf("\n", to) < 0 ? text.length : text.indexOf("\n", to);
  const line = text.slice(top, bottom);
  let first = top;
  let last = bottom;
  for (const stop of line.matchAll(/[.!?…]["'”’)\]]*\s+(?=["'“‘([]?[\p{Lu}\p{N}])/gu)) {
    const word =
      line
        .slice(0, stop.index + 1)
        .match(/\S+$/)?.[0]
        .toLowerCase() ?? "";
    if (ABBREVIATION.has(word) || /^["'“‘(]?\p{L}\.$/u.test(word)) continue;
    const after = top + stop.index + stop[0].length;
    if (after <= from) first = after;
    else if (top + stop.index + 1 >= to) {
      last = after;
      break;
    }
  }
  return [text.slice(first, from), text.slice(from, to), text.slice(to, last).trimEnd()];
}
const lengthInUnits = (text, points) => (astral.test(text) ? Array.from(text).slice(0, points).join("").length : points);
