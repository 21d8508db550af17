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

const asks = (line) => line.querySelector("button.document__turn") !== null;
const begins = (line) => line.matches(".document__line--begins");
const unsure = (line) => line.querySelector(".found__note") !== null && asks(line);
const NEXT = "[rel=next]";
const BEFORE = "[rel=prev]";
// By key: which way, to which lines, and by which link where this page has no more of them.
const WAYS = {
  j: [1, asks, NEXT],
  ArrowDown: [1, asks, NEXT],
  k: [-1, asks, BEFORE],
  ArrowUp: [-1, asks, BEFORE],
  n: [1, begins, NEXT],
  p: [-1, begins, BEFORE],
  u: [1, unsure, "[data-unsure=next]"],
};

function go(key, at = lines().indexOf(here())) {
  const [step, fits, way] = WAYS[key];
  const ahead = step > 0 ? lines().slice(at + 1) : lines().slice(0, Math.max(0, at)).reverse();
  const turn = ahead.find(fits)?.querySelector("button.document__turn");
  if (turn) focusOn(turn);
  else leave(document.querySelector(way), key);
}

// On the page that it leads to, the key goes on from the top or, backwards, from the end.
const GOES_ON = "#key-";

function leave(link, key) {
  if (!link) return;
  link.hash = GOES_ON + key;
  link.click();
}

function arrive() {
  const key = location.hash.startsWith(GOES_ON) && location.hash.slice(GOES_ON.length);
  if (!key || !Object.hasOwn(WAYS, key)) return;
  history.replaceState(null, "", location.pathname + location.search);
  go(key, WAYS[key][0] > 0 ? -1 : lines().length);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  // Outside of the lines the arrows move the page, as they do everywhere.
  if (event.key.startsWith("Arrow") && !document.activeElement.closest(".document__line")) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (named) event.repeat || named.click();
  else if (Object.hasOwn(WAYS, event.key)) go(event.key);
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
arrive();
