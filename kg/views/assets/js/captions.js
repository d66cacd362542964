// What is written over the network: words on links, and how many neighbours a node has that are not drawn.

// Words on links, each at the first spot along its link where nothing stands yet; what must be said is said first and anyway.
function drawCaptions(context) {
  if (!captions.length || network.getScale() < 0.35) return;
  context.font = "11.5px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = css("--bg");
  const colours = [css("--text"), css("--faint")];
  const taken = picture.nodes.flatMap(boxesOf);
  for (const caption of [...captions].sort((a, b) => b.must - a.must || a.faint - b.faint)) {
    const edge = network.body.edges[caption.id];
    if (!edge?.connected) continue;
    const halves = caption.texts.map((text) => context.measureText(text).width / 2 + 2);
    const spots = halves.map((half) => freeSpot(edge, half, taken));
    const which = spots.findIndex(Boolean);
    if (which < 0 && !caption.must) continue;
    const [text, spot] =
      which < 0 ? [caption.texts.at(-1), spotOn(edge, 0.5, halves.at(-1))] : [caption.texts[which], spots[which]];
    taken.push(spot);
    const middle = (spot.left + spot.right) / 2;
    context.strokeText(text, middle, spot.top + 7);
    context.fillStyle = colours[+caption.faint];
    context.fillText(text, middle, spot.top + 7);
  }
}

// A node and the label under it.
function boxesOf(n) {
  const lines = n.label.split("\n");
  const half = Math.max(...lines.map((line) => line.length)) * n.font * 0.27;
  const under = n.y + n.size + 3;
  return [
    { left: n.x - n.size, right: n.x + n.size, top: n.y - n.size, bottom: n.y + n.size },
    { left: n.x - half, right: n.x + half, top: under, bottom: under + lines.length * n.font * 1.2 },
  ];
}

function spotOn(edge, at, half) {
  const { x, y } = edge.edgeType.getPoint(at);
  return { left: x - half, right: x + half, top: y - 7, bottom: y + 7 };
}

function freeSpot(edge, half, taken) {
  for (const at of [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8]) {
    const spot = spotOn(edge, at, half);
    if (
      !taken.some(
        (other) => spot.left < other.right && other.left < spot.right && spot.top < other.bottom && other.top < spot.bottom,
      )
    )
      return spot;
  }
  return null;
}

// "+12": neighbours that pass the filters and are not drawn.
function drawBadges(context) {
  if (!picture.hidden.size || network.getScale() < 0.3) return;
  context.font = "600 10px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const n of picture.nodes) {
    const count = picture.hidden.get(n.i);
    if (!count || !network.body.nodes[n.id]) continue;
    const at = network.getPosition(n.id);
    const text = `+${count}`;
    const half = context.measureText(text).width / 2 + 4;
    const [x, y] = [at.x + n.size * 0.8 + half * 0.5, at.y - n.size * 0.8];
    context.fillStyle = css("--accent");
    context.beginPath();
    context.roundRect(x - half, y - 8, 2 * half, 16, 8);
    context.fill();
    context.fillStyle = css("--on-accent");
    context.fillText(text, x, y);
  }
}
