// Comfort on the scorecard; everything here also works by a plain click and a plain save.
const form = document.getElementById("scorecard-form");
const cards = Array.from(document.querySelectorAll(".criterion-card"));

function judged(card) {
  return card.querySelector(".scale input:checked") !== null;
}

function count() {
  const left = cards.filter((card) => !judged(card)).length;
  for (const place of document.querySelectorAll("[data-left]")) place.textContent = left;
  for (const card of cards) {
    const entry = document.querySelector(`.progress-list a[href="#${card.id}"]`);
    if (entry) entry.dataset.judged = judged(card);
  }
}

function accept(button) {
  const radio = form.elements[`criterion:${button.value.split(":")[0]}`];
  for (const each of radio) each.checked = each.value === button.value.split(":")[1];
  button.dispatchEvent(new Event("input", { bubbles: true }));
}

form?.addEventListener("input", count);
form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=accept]");
  if (!button) return;
  event.preventDefault();
  accept(button);
});

// 1..5 (with shift half a step more) and 0 rate the criterion that holds the focus; u goes to the next one left.
function rate(card, event) {
  const digit = /^Digit([0-5])$/.exec(event.code)?.[1];
  if (!digit) return false;
  const value = digit === "0" ? "not_observed" : event.shiftKey && digit !== "5" ? `${digit}.5` : digit;
  const radio = card.querySelector(`.scale input[value="${value}"]`);
  if (!radio || radio.matches(":disabled")) return false;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function next() {
  const card = cards.find((each) => !judged(each));
  (card?.querySelector(".scale input") ?? form?.elements.recommendation?.[0])?.focus();
  card?.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=radio]), textarea, select")) return;
  const card = event.target.closest(".criterion-card");
  if (card && rate(card, event)) event.preventDefault();
  else if (event.key === "u") {
    event.preventDefault();
    next();
  }
});

// Words selected in a note become the evidence to link.
document.addEventListener("selectionchange", () => {
  const words = document.getSelection().toString().trim();
  const field = document.getElementById("evidence-text");
  if (words && field && document.getSelection().anchorNode?.parentElement?.closest(".own-note")) field.value = words;
});

count();
