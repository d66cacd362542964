// Places for nodes that had none when the page was written: beside what they are linked to, where there is room.
const CELL = [132, 64];

function settle(shown, links) {
  const missing = shown.filter((n) => n.x === undefined);
  if (!missing.length) return;
  const taken = new Set();
  const cell = (x, y) => `${Math.round(x / CELL[0])},${Math.round(y / CELL[1])}`;
  for (const n of shown) if (n.x !== undefined) taken.add(cell(n.x, n.y));
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
    for (let k = 1; ; k++) {
      const radius = 42 * Math.sqrt(k);
      const [x, y] = [cx + 1.5 * radius * Math.cos(2.4 * k), cy + radius * Math.sin(2.4 * k)];
      if (taken.has(cell(x, y))) continue;
      taken.add(cell(x, y));
      [n.x, n.y] = [Math.round(x), Math.round(y)];
      break;
    }
  }
}
