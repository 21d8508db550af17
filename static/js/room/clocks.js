// Running clocks. They count from the moment the server's number arrived, so that a wrong clock here does not matter.
const arrived = new WeakMap();
const NEAR = 0.8;

function used(clock) {
  if (!arrived.has(clock)) arrived.set(clock, performance.now());
  const since = "running" in clock.dataset ? (performance.now() - arrived.get(clock)) / 1000 : 0;
  return Math.floor(Number(clock.dataset.used) + since);
}

function pace(seconds, limit) {
  if (seconds > limit) return "over";
  return seconds >= NEAR * limit ? "near" : "within";
}

function words(seconds, limit) {
  const left = Math.floor((limit - seconds) / 60);
  const icon = { over: "▲ ", near: "◔ ", within: "" }[pace(seconds, limit)];
  return seconds > limit ? `${icon}${Math.ceil((seconds - limit) / 60)} min over` : `${icon}${left} min left`;
}

function tick(clock) {
  const seconds = used(clock);
  const limit = Number(clock.dataset.limit);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const place = clock.closest("[data-pace]");
  if (!place || !limit) return;
  place.dataset.pace = pace(seconds, limit);
  const said = place.querySelector("[data-pace-words]");
  if (said && said.textContent !== words(seconds, limit)) said.textContent = words(seconds, limit);
  place.querySelector("progress")?.setAttribute("value", Math.min(seconds, limit));
}

export function runClocks() {
  const all = () => document.querySelectorAll("[data-clock]").forEach(tick);
  all();
  setInterval(all, 1000);
  document.body.addEventListener("htmx:afterSettle", all);
}

// Seconds into the interview, or null before it began.
export function elapsed() {
  const clock = document.querySelector("#room-time [data-clock]");
  return clock ? used(clock) : null;
}

export function hideTimers(hidden) {
  document.documentElement.toggleAttribute("data-timers-hidden", hidden);
  sessionStorage.setItem("timers-hidden", hidden ? "yes" : "no");
}

export function timersHidden() {
  return sessionStorage.getItem("timers-hidden") === "yes";
}
