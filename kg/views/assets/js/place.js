// Places for nodes that had none when the page was written: beside what they are linked to, where there is room.
const CELL = [132, 64];
const GRAIN = [44, 26];

// The grains of the canvas that a node and its label would cover at a spot.
function grains(n, x, y) {
  const lines = n.label.split("\n");
  const half = Math.max(n.size, Math.max(...lines.map((line) => line.length)) * n.font * 0.27);
  const out = [];
  for (let i = Math.floor((x - half) / GRAIN[0]); i <= Math.floor((x + half) / GRAIN[0]); i++) {
    const bottom = Math.floor((y + n.size + lines.length * n.font * 1.2) / GRAIN[1]);
    for (let j = Math.floor((y - n.size) / GRAIN[1]); j <= bottom; j++) out.push(i * 100_003 + j);
  }
  return out;
}

function settle(shown, links) {
  const missing = shown.filter((n) => n.x === undefined);
  if (!missing.length) return;
  const taken = new Set();
  for (const n of shown) if (n.x !== undefined) for (const grain of grains(n, n.x, n.y)) taken.add(grain);
  const turns = new Map();
  const near = new Map(missing.map((n) => [n, []]));
  for (const { from, to } of links) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const placed = shown.filter((n) => n.x !== undefined);
  // What is linked to nothing stands in rows below.
  const floor = placed.length ? Math.max(...placed.map((n) => n.y)) + 2 * CELL[1] : null;
  const left = placed.length ? Math.min(...placed.map((n) => n.x)) : 0;
  let alone = 0;
  // Those with most placed neighbours first, so that later ones find them; ties in the order of the data.
  const ready = (n) => near.get(n).filter((m) => m.x !== undefined);
  const queue = missing.map((n) => [n, ready(n).length]).sort((a, b) => b[1] - a[1] || a[0].i - b[0].i);
  for (const [n] of queue) {
    const base = ready(n);
    if (!base.length && floor !== null) {
      [n.x, n.y] = [left + CELL[0] * (alone % 9), floor + CELL[1] * Math.floor(alone / 9)];
      alone += 1;
      continue;
    }
    const cx = base.reduce((sum, m) => sum + m.x, 0) / (base.length || 1) || 0;
    const cy = base.reduce((sum, m) => sum + m.y, 0) / (base.length || 1) || 0;
    // Round the same middle the search goes on where the last one ended.
    const middle = `${Math.round(cx)},${Math.round(cy)}`;
    for (let k = (turns.get(middle) ?? 0) + 1; ; k++) {
      const radius = 34 * Math.sqrt(k);
      const [x, y] = [cx + 1.5 * radius * Math.cos(2.4 * k), cy + radius * Math.sin(2.4 * k)];
      const here = grains(n, x, y);
      if (here.some((grain) => taken.has(grain))) continue;
      for (const grain of here) taken.add(grain);
      turns.set(middle, k);
      [n.x, n.y] = [Math.round(x), Math.round(y)];
      break;
    }
  }
}
