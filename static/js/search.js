// The search box from anywhere: "/" goes to it; arrow keys go through what it found. Nothing here is needed to search.
const typing = (element) => element.closest("input, textarea, select, [contenteditable='true'], .cm-editor") !== null;
const box = () => document.querySelector("[data-search-box], [role='search'] input[type='search']");
// Leaving a page where somebody writes could lose what was written.
const written = () => document.querySelector("[data-saving], main form[method='post'] textarea") !== null;

function toSearch(event) {
  const target = box();
  if (target) {
    target.focus();
    target.select();
  } else {
    const link = document.querySelector("[data-search-link]");
    if (!link || written()) return;
    window.location.assign(link.href + "#q");
  }
  event.preventDefault();
}

function results() {
  return [...document.querySelectorAll(".hit__title")];
}

function step(event, forward) {
  const links = results();
  const at = links.indexOf(document.activeElement);
  if (document.activeElement !== box() && at < 0) return;
  const next = at + (forward ? 1 : -1);
  const target = next < 0 ? box() : links[next];
  if (!target) return;
  target.focus();
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing(event.target)) toSearch(event);
  else if (event.key === "ArrowDown") step(event, true);
  else if (event.key === "ArrowUp") step(event, false);
  else if (event.key === "Escape" && results().includes(document.activeElement)) box()?.focus();
});

// Who pressed a filter or a sort of the list is still there when the list is a new one, and so is the open panel of
// filters; who turned the page, or took what is called what was typed, goes on with its first question.
const name = (link) => `${link.closest(".facet, nav")?.textContent.trim().split("\n")[0]} ${link.firstChild?.textContent}`;
const panelIsOpen = () => document.querySelector("#facets:popover-open") !== null;
let left = null;
document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (target.id !== "question-list") return;
  const link = document.activeElement?.closest("#question-list nav a, .shortcuts a");
  const turned = Boolean(link?.rel || link?.closest(".shortcuts"));
  left = { link: link ? name(link) : null, turned, open: panelIsOpen() };
});

function comeBack(list) {
  if (left?.open) list.querySelector("#facets")?.showPopover();
  const same = [...list.querySelectorAll("nav a")].find((link) => name(link) === left?.link);
  same?.closest("details")?.setAttribute("open", "");
  (left?.turned ? results()[0] : same)?.focus({ preventScroll: true });
  left = null;
}

document.addEventListener("htmx:afterSwap", () => {
  const list = document.querySelector("#question-list");
  const status = document.querySelector("#found-status");
  if (list && status) status.textContent = list.dataset.found;
  if (list) comeBack(list);
});

// "Clear all" also empties the box, which stands outside of what is replaced.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-clears-search]") && box()) box().value = "";
});

if (window.location.hash === "#q") box()?.focus();
