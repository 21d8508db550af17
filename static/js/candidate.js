// The candidate's pages: own time zone, device check, a timer to hide, and words for whoever listens instead of looks.
import { checkDevice } from "./candidate/device.js";
import { showOwnTimes } from "./candidate/times.js";
import { hideTimers, timersHidden } from "./room/clocks.js";

const stage = () => document.getElementById("candidate-stage");
const line = document.getElementById("line");
const toggle = document.getElementById("timer-toggle");

function showToggle() {
  toggle.hidden = !document.querySelector("[data-clock]");
  toggle.setAttribute("aria-pressed", String(timersHidden()));
  toggle.textContent = timersHidden() ? "Show the timer" : "Hide the timer";
}

function sayLine(state, text) {
  if (line.dataset.state === state) return;
  line.hidden = false;
  line.dataset.state = state;
  line.textContent = text;
}

function followStage() {
  let said = stage().dataset.said;
  document.body.addEventListener("htmx:afterSettle", () => {
    showOwnTimes();
    showToggle();
    if (!stage() || stage().dataset.said === said) return;
    said = stage().dataset.said;
    document.getElementById("said").textContent = said;
    if (!("lobby" in stage().dataset)) document.getElementById("guest-aside")?.remove();
  });
  toggle.addEventListener("click", () => {
    hideTimers(!timersHidden());
    showToggle();
  });
  showToggle();
}

function followLine() {
  const away = () => sayLine("offline", "No connection. Trying again …");
  const ours = (event) => event.detail.requestConfig?.path.includes("/stage/");
  document.addEventListener("room-reached", () => sayLine("connected", "Connected"));
  document.body.addEventListener("htmx:sendError", away);
  document.body.addEventListener("htmx:timeout", away);
  window.addEventListener("offline", away);
  document.body.addEventListener("htmx:responseError", (event) => {
    if (!ours(event)) return;
    if (event.detail.xhr.status !== 404) return away();
    sayLine("closed", "Closed");
    document.getElementById("elsewhere").hidden = false;
    document.querySelector(".guest-room")?.remove();
    document.getElementById("guest-aside")?.remove();
  });
}

showOwnTimes();
if (stage() && line) {
  followStage();
  followLine();
}
if (document.getElementById("device")) checkDevice();
