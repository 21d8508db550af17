// Where questions begin, by keyboard. Each line is a button of a plain form; nothing here is needed to say it.
import "./once.js";

const typing = (element) => element.closest("input:not([type=hidden]), textarea, select") !== null;
const turns = () => [...document.querySelectorAll("button.document__turn")];
const lines = () => [...document.querySelectorAll(".document__line")];
const here = () => document.activeElement?.closest(".document__line") ?? document.querySelector(".document__line--at");

// Of hundreds of lines only one is a stop of the Tab key; the others are reached by j and k.
function rove(turn) {
  for (const each of turns()) each.tabIndex = each === turn ? 0 : -1;
}

function focusOn(turn) {
  rove(turn);
  turn.focus({ preventScroll: true });
  turn.closest(".document__line").scrollIntoView({ block: "nearest" });
}

// To the next line that `fits`, on this page or through its link to another one.
function go(step, fits, way) {
  const all = lines();
  const at = all.indexOf(here());
  const ahead = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
  const turn = ahead.find(fits)?.querySelector("button.document__turn");
  if (turn) focusOn(turn);
  else (way ? document.querySelector(way) : null)?.click();
}

const asks = (line) => line.querySelector("button.document__turn") !== null;
const begins = (line) => line.matches(".document__line--begins");
const unsure = (line) => line.querySelector(".found__note") !== null && asks(line);
const NEXT = "[rel=next]";
const BEFORE = "[rel=prev]";
const WAYS = {
  j: () => go(1, asks, NEXT),
  ArrowDown: () => go(1, asks, NEXT),
  k: () => go(-1, asks, BEFORE),
  ArrowUp: () => go(-1, asks, BEFORE),
  n: () => go(1, begins, NEXT),
  p: () => go(-1, begins, BEFORE),
  u: () => go(1, unsure, "[data-unsure=next]"),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  // Outside of the lines the arrows move the page, as they do everywhere.
  if (event.key.startsWith("Arrow") && !document.activeElement.closest(".document__line")) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (named) event.repeat || named.click();
  else if (event.key in WAYS) WAYS[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("button.document__turn")) rove(event.target);
});

// One change after the other: what is pressed while one is on its way waits for it, and is then looked for anew.
let busy = false;
let waiting = [];
let pressed = null;

function nameOf({ id, name, value, dataset }) {
  if (dataset.key) return `[data-key="${dataset.key}"]`;
  return id ? `#${id}` : `button[name="${name}"][value="${value}"]`;
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("#beginnings button, #beginnings [data-key]");
    if (button && !busy) pressed = button.closest("[id]").id;
    if (!button || !busy) return;
    event.preventDefault();
    event.stopPropagation();
    waiting.push(nameOf(button));
  },
  true,
);

function next() {
  busy = false;
  const name = waiting.shift();
  if (name) document.querySelector(name)?.click();
}

document.addEventListener("htmx:beforeRequest", () => {
  busy = true;
});
// Whose button went away stays beside where it was; and what came of it is read out.
function settle() {
  const place = (pressed && document.getElementById(pressed)) ?? document.querySelector(".beginnings .confirm .toolbar");
  const button = place.matches("button") ? place : place.querySelector("button, a");
  if (document.activeElement === document.body) button?.focus({ preventScroll: true });
  const turn = document.activeElement?.closest("button.document__turn");
  rove(turn ?? document.querySelector(".document__line--at button.document__turn") ?? turns()[0]);
  document.getElementById("beginnings-said").textContent = document.querySelector("[data-said]").textContent;
}

document.addEventListener("htmx:afterSettle", () => {
  settle();
  next();
});

// What is refused is said above the page (unanswered.js); what waited behind it is not done either.
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failed, () => {
    busy = false;
    waiting = [];
  });
}

rove(document.querySelector(".document__line--at button.document__turn") ?? turns()[0]);
