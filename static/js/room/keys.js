// Keys of the room; never while typing, except Esc, which leaves a field.
import { hideTimers, timersHidden } from "./clocks.js";

const by = (id) => document.getElementById(id);
let ticking = false;

function press(key) {
  const found = document.querySelector(`#room [data-key="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (found.matches("details")) found.toggleAttribute("open");
  else found.click();
  return true;
}

function look(step) {
  const links = Array.from(document.querySelectorAll("a[data-question]"));
  const at = links.findIndex((link) => link.ariaCurrent === "true" || link.getAttribute("aria-current"));
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  if (next && next !== links[at]) next.click();
  return true;
}

function open(id, focus) {
  const details = by(id);
  if (!details) return false;
  details.open = true;
  by(focus)?.focus();
  by(focus)?.scrollIntoView({ block: "center" });
  return true;
}

const ACTS = {
  n: () => by("note")?.focus() ?? true,
  j: () => look(1),
  k: () => look(-1),
  t: () => hideTimers(!timersHidden()) ?? true,
  c: () => by("chat-body")?.focus() ?? true,
  s: () => open("skip", "skip-reason"),
  "/": () => open("add-question", "bank-words"),
  "?": () => (by("keys").open ? by("keys").close() : by("keys").showModal()) ?? true,
  x: () => (ticking = true),
};

function set(input) {
  if (!input || input.matches(":disabled")) return false;
  input.checked = input.type === "radio" || !input.checked;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function digit(event) {
  const number = /^Digit([0-9])$/.exec(event.code)?.[1];
  const form = by("answer-form");
  if (!number || !form) return false;
  if (ticking) {
    ticking = false;
    return set(form.querySelectorAll(".ticks input[type=checkbox]")[number - 1]);
  }
  if (number > 5) return false;
  const value = number === "0" ? "not_observed" : event.shiftKey && number !== "5" ? `${number}.5` : number;
  return set(form.querySelector(`input[type=radio][value="${value}"]`));
}

function typing(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
}

// Out of a field, and out of the drawer that was opened for it.
function leave(field) {
  field.blur();
  const drawer = field.closest("#skip, #add-question");
  if (!drawer) return;
  drawer.open = false;
  drawer.querySelector("summary").focus();
}

export function useKeys() {
  by("keys-open")?.addEventListener("click", () => ACTS["?"]());
  document.addEventListener("keydown", (event) => {
    // The pad's editor has keys of its own, Esc among them.
    if (event.target.isContentEditable) return;
    if (event.key === "Escape" && typing(event.target)) return leave(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (by("keys")?.open && event.key !== "?") return;
    if (digit(event) || ACTS[event.key]?.() || press(event.key)) event.preventDefault();
    if (event.key !== "x") ticking = false;
  });
}
