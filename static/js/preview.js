// The preview of an import by keyboard. Every row saves itself when it is changed; nothing here is needed to import.
import "./once.js";

const typing = (element) => element.closest("input:not([type=checkbox]), textarea, select") !== null;
const rows = () => [...document.querySelectorAll(".found__row")];
const LEVELS = { 0: "", 1: "junior", 2: "mid", 3: "senior", 4: "principal" };
const ACTIONS = { a: "add", l: "skip" };

// The row that saved itself and is about to come back, with what was in focus there.
let kept = null;

function here() {
  return document.activeElement?.closest(".found__row") ?? (kept && document.getElementById(kept.id));
}

function go(step) {
  const all = rows();
  const at = all.indexOf(here());
  const target = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))];
  if (target) focusOn(target);
}

// To the next row that the reader was unsure of: on this page, on a later one, and at last the first of all.
function goUnsure() {
  const all = rows();
  const below = all.slice(all.indexOf(here()) + 1).find((row) => row.querySelector(".found__note"));
  if (below) focusOn(below);
  else (document.querySelector("[data-unsure=next]") ?? document.querySelector("[data-unsure]"))?.click();
}

function focusOn(row) {
  if (kept) Object.assign(kept, { title: false, name: null });
  row.querySelector(".found__title").focus();
  row.scrollIntoView({ block: "nearest" });
}

// A link to a question that is shown already loads nothing.
document.addEventListener("click", (event) => {
  const hash = event.target.closest("a")?.hash ?? "";
  const row = hash.startsWith("#question-") && document.getElementById(hash.slice(1))?.closest(".found__row");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  focusOn(row);
});

function set(row, field, value) {
  const select = row.querySelector(`select[name^="${field}:"]`);
  if (!select || ![...select.options].some((option) => option.value === value)) return;
  select.value = value;
  row.dispatchEvent(new Event("row-changed"));
}

function onRow(row, { key, repeat: repeated }) {
  const tick = row.querySelector("input[name=tick]");
  if (key === "x") tick.checked = !tick.checked;
  else if (key === "b") repeated || row.querySelector("[data-join]")?.click();
  else if (key in LEVELS) set(row, "level", LEVELS[key]);
  else if (key in ACTIONS) set(row, "action", ACTIONS[key]);
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (named) event.repeat || named.click();
  else if ((event.key === "j" || event.key === "k") && rows().length) go(event.key === "j" ? 1 : -1);
  else if (event.key === "u") goUnsure();
  else if (!here() || !onRow(here(), event)) return;
  event.preventDefault();
});

document.addEventListener("change", (event) => {
  const row = event.target.closest(".found__row");
  if (row && event.target.name !== "tick") row.dispatchEvent(new Event("row-changed"));
  if (!event.target.matches("[data-tick-all]")) return;
  for (const row of rows()) row.querySelector("input[name=tick]").checked = event.target.checked;
});

const fields = (row) => [...row.querySelectorAll("select, .found__topic")];
const values = (row) => Object.fromEntries(fields(row).map(({ name, value }) => [name, value]));

// What the save under way says; a newer one of the same row takes its place.
let sent = {};
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest?.(".found__row");
  if (row) sent = { id: row.id, values: values(row) };
});

// A row that saved itself is a new element: who was in it stays in it, its tick stays, and so does what was typed while
// the answer was on its way.
document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.target.closest?.(".found__row");
  if (!row) return;
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  const known = sent.id === row.id ? sent.values : values(row);
  const typed = fields(row).filter(({ name, value }) => value !== known[name]);
  kept = {
    id: row.id,
    name: focused?.getAttribute("name"),
    title: focused?.matches(".found__title"),
    ticked: row.querySelector("input[name=tick]").checked,
    typed: typed.map(({ name, value, selectionStart }) => ({ name, value, at: selectionStart })),
  };
});
document.addEventListener("htmx:afterSettle", () => {
  const row = kept && document.getElementById(kept.id);
  if (!row) return;
  const field = (name) => row.querySelector(`[name="${CSS.escape(name)}"]`);
  row.querySelector("input[name=tick]").checked = kept.ticked;
  if (kept.title) row.querySelector(".found__title").focus();
  else if (kept.name) field(kept.name)?.focus();
  kept.typed.forEach((each) => typeAgain(row, field(each.name), each));
  kept = null;
});

// The browser takes what a script wrote for nobody's change.
function typeAgain(row, field, { value, at }) {
  field.value = value;
  field.setSelectionRange?.(at, at);
  field.addEventListener("blur", () => row.isConnected && row.dispatchEvent(new Event("row-changed")), { once: true });
}
