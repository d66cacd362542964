// Theme, picture, keys.
function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("#dark").setAttribute("aria-pressed", String(dark));
}

function savePicture() {
  const source = $("#graph canvas");
  const copy = el("canvas", { width: source.width, height: source.height + 40 });
  const context = copy.getContext("2d");
  context.fillStyle = css("--bg");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  context.fillStyle = css("--text");
  context.font = "16px sans-serif";
  context.fillText(
    `${K.heading} · ${$("#range").textContent} · ${picture.nodes.length} nodes, ${picture.links.length} links`,
    12,
    source.height + 26,
  );
  copy.toBlob((blob) => save("graph.png", blob, "image/png"));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("Link copied.");
  } catch {
    say("The address of this page is the link.");
  }
}

const KEYS = {
  "/": () => $("#q").focus(),
  f: () => fit(),
  u: undo,
  1: () => showTab("graph"),
  2: () => showTab("map"),
  3: () => showTab("timeline"),
  4: () => showTab("table"),
};

function startTools() {
  $("#fit").addEventListener("click", () => (state.tab === "map" && map ? ((map.fitted = false), drawMap()) : fit()));
  $("#path").addEventListener("click", () => startPath(null));
  $("#undo").addEventListener("click", undo);
  $("#png").addEventListener("click", savePicture);
  $("#share").addEventListener("click", copyLink);
  $("#dark").addEventListener("click", () => {
    setTheme(document.documentElement.dataset.theme !== "dark");
    redraw();
    drawHistogram();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("#reader").open) return;
    if (event.key === "Escape") {
      pathFrom = pathShown = null;
      select(null);
    } else if (!event.target.closest("input, textarea, select, .noUi-handle") && KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
}
