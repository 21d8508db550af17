// The checklist of key points: Enter begins the next one, Alt with an arrow key moves one, a pasted list becomes several.
// And the browser asks before a question that nobody saved is left.
const MOST_ROWS = 12;
const list = () => document.querySelector("[data-points]");

function changed() {
  document.querySelector("#question-form")?.dispatchEvent(new Event("points-changed"));
}

function textOf(item) {
  return item.querySelector("textarea");
}

// Each tick says the place of its text, so places are counted anew after every change.
function number() {
  [...list().children].forEach((item, place) => {
    const tick = item.querySelector("input");
    tick.value = String(place);
    tick.setAttribute("aria-label", `Keep key point ${place + 1}`);
    textOf(item).setAttribute("aria-label", `Key point ${place + 1}`);
  });
}

function added(after, text = "") {
  const item = after.cloneNode(true);
  textOf(item).value = text;
  item.querySelector("input").checked = true;
  after.after(item);
  number();
  return item;
}

function moved(item, up) {
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (up) other.before(item);
  else other.after(item);
  number();
  textOf(item).focus();
  changed();
}

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.("[data-points] > li");
  if (!item || event.target !== textOf(item) || event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    textOf(added(item)).focus();
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    moved(item, event.key === "ArrowUp");
  } else if (event.key === "Backspace" && !textOf(item).value && item.previousElementSibling) {
    textOf(item.previousElementSibling).focus();
    item.remove();
    number();
    changed();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener("paste", (event) => {
  const item = event.target.closest?.("[data-points] > li");
  const lines = event.clipboardData.getData("text").split("\n").map((line) => line.replace(/^\s*(?:[-*+]|\d{1,2}[.)])\s+/, "").trim());
  const texts = lines.filter((line) => line);
  if (!item || texts.length < 2) return;
  event.preventDefault();
  texts.reduce((last, text) => added(last, text), item);
  if (!textOf(item).value) item.remove();
  number();
  changed();
});

// Where style alone cannot (Safari before 26.2), a key point gets as many rows as its words fill.
function fit(field) {
  field.rows = 1;
  while (field.scrollHeight > field.clientHeight && field.rows < MOST_ROWS) field.rows += 1;
}

const styled = CSS.supports("field-sizing", "content");
const fitAll = () => styled || document.querySelectorAll(".points__text").forEach(fit);

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "key-points") changed();
});
document.addEventListener("input", ({ target }) => styled || (target.matches(".points__text") && fit(target)));
document.addEventListener("htmx:afterSettle", fitAll);
fitAll();

const form = document.querySelector("#question-form");
// A page that came back holds what is not saved yet.
let unsaved = document.querySelector("main [role=alert], .merge") !== null;
for (const event of ["input", "points-changed"]) form.addEventListener(event, () => (unsaved = true));
form.addEventListener("submit", () => (unsaved = false));
document.querySelector("[data-cancel]").addEventListener("click", () => (unsaved = false));
window.addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
