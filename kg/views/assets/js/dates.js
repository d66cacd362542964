// The slider over the histogram of events, and play: time runs on while the start stays.
let days = null;
let slider;
let playing = null;
const STEPS = 40;

function dateBounds() {
  let [first, last] = [Infinity, -Infinity];
  for (const item of [...events, ...edges]) {
    const span = isEvent(item.from ?? {}) ? null : spanOf(item);
    if (!span) continue;
    // A relation that holds from a day on has no end that the slider could reach.
    first = Math.min(first, Math.abs(span[0]) < 1e8 ? span[0] : span[1]);
    last = Math.max(last, Math.abs(span[1]) < 1e8 ? span[1] : span[0]);
  }
  return first <= last ? [first, last] : null;
}

function startDates() {
  days = dateBounds();
  if (!days || days[0] === days[1]) {
    $("#dates").hidden = true;
    return;
  }
  const [min, max] = days;
  slider = noUiSlider.create($("#slider"), {
    start: [state.from ?? min, state.to ?? max],
    connect: true,
    step: 1,
    range: { min, max },
    handleAttributes: [{ "aria-label": "First day" }, { "aria-label": "Last day" }],
    ariaFormat: { to: (v) => dayWords(isoDay(Math.round(v))) },
    keyboardPageMultiplier: 30,
    keyboardDefaultStep: 10,
  });
  slider.on("update", (values) => ($("#range").textContent = values.map((v) => dayWords(isoDay(Math.round(v)))).join(" – ")));
  slider.on("change", (values) => setDates(...values.map((v) => Math.round(v))));
  $("#play").addEventListener("click", () => (playing ? stopPlay() : play()));
  drawHistogram();
  addEventListener("resize", drawHistogram);
}

const setDates = (from, to, options) =>
  change(() => Object.assign(state, { from: from <= days[0] ? null : from, to: to >= days[1] ? null : to }), options);
const showDates = () => slider && slider.set([state.from ?? days[0], state.to ?? days[1]], false);

function drawHistogram() {
  const width = $("#hist").clientWidth;
  if (!days || !width) return;
  const bins = Math.max(8, Math.min(120, Math.floor(width / 9)));
  const size = (days[1] - days[0] + 1) / bins;
  const counts = Array(bins).fill(0);
  for (const event of events.filter((n) => !isSum(n))) {
    const span = spanOf(event);
    if (span) counts[Math.min(bins - 1, Math.floor(((span[0] + span[1]) / 2 - days[0]) / size))]++;
  }
  const most = Math.max(...counts, 1);
  const bar = (n, i) =>
    n &&
    svg("rect", {
      x: ((i + 0.05) * width) / bins,
      y: 34 - (33 * n) / most,
      width: (0.9 * width) / bins,
      height: (33 * n) / most,
    });
  $("#hist").replaceChildren(svg("svg", { width, height: 34 }, ...counts.map(bar)));
}

function play() {
  const from = state.from ?? days[0];
  const until = state.to ?? days[1];
  const before = toAddress();
  let step = 0;
  $("#play").textContent = "❚❚ Stop";
  $("#play").setAttribute("aria-pressed", "true");
  playing = {
    before,
    timer: setInterval(() => {
      step += 1;
      setDates(from, Math.round(from + ((until - from) * step) / STEPS), { quiet: true });
      say(`Up to ${dayWords(isoDay(Math.round(from + ((until - from) * step) / STEPS)))}.`);
      if (step >= STEPS) stopPlay();
    }, 350),
  };
}

function stopPlay() {
  clearInterval(playing.timer);
  past.push(playing.before);
  playing = null;
  $("#play").textContent = "▶ Play";
  $("#play").setAttribute("aria-pressed", "false");
  publish();
}
