// Comfort in the editor of a rubric: dragging, arrow keys, a reason that appears with an unusual weight. Every change
// goes through the saver, in its turn; without this script the plain buttons do the same.
import { saverOf } from "./saving.js";

const form = document.getElementById("draft-form");
const saver = saverOf("rubric");
const status = document.getElementById("order-status");

// The outline is replaced after each save, so it is looked up and listened to from outside.
function outline() {
  return document.getElementById("draft-outline");
}

function lists() {
  return Array.from(outline().querySelectorAll(".outline__list"));
}

function levelOf(list) {
  return list.closest(".outline__group").dataset.level;
}

function send(item) {
  const pairs = lists().flatMap((list) =>
    Array.from(list.children, ({ dataset }) => [`order:${levelOf(list)}`, dataset.key]),
  );
  saver.enqueue(outline().dataset.order, pairs);
  tell(item);
}

function tell(item) {
  const list = item.parentElement;
  const place = Array.from(list.children).indexOf(item) + 1;
  status.textContent = `${item.querySelector(".outline__link").textContent}: ${place} of ${list.children.length}, ${levelOf(list)}`;
  if (item.classList.contains("outline__item--open")) showLevel(levelOf(list));
}

// The open criterion follows its place in the outline: the order that was just sent holds the level as well.
function showLevel(level) {
  const select = document.getElementById("c-level");
  if (!select || select.value === level) return;
  select.value = level;
  saver.base[select.name] = [level];
}

function move(item, down) {
  const neighbour = down ? item.nextElementSibling : item.previousElementSibling;
  if (neighbour) return neighbour[down ? "after" : "before"](item);
  const all = lists();
  const other = all[all.indexOf(item.parentElement) + (down ? 1 : -1)];
  other?.[down ? "prepend" : "append"](item);
}

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.(".outline__grip");
  if (!grip || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const item = grip.closest(".outline__item");
  move(item, event.key === "ArrowDown");
  grip.focus();
  item.scrollIntoView({ block: "nearest" });
  send(item);
});

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".outline__item");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".outline__link").textContent);
  dragged.classList.add("outline__item--dragged");
});

document.addEventListener("dragover", (event) => {
  const group = dragged && event.target.closest?.(".outline__group");
  if (!group) return;
  event.preventDefault();
  const over = event.target.closest(".outline__item");
  if (!over) group.querySelector(".outline__list").append(dragged);
  else if (over !== dragged) {
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? "after" : "before"](dragged);
  }
});

document.addEventListener("drop", (event) => dragged && event.preventDefault());

document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("outline__item--dragged");
  send(dragged);
  dragged = null;
});

// A swap would take the grip that somebody holds.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "draft-outline" && (dragged || saver.unsaved)) event.detail.shouldSwap = false;
});

function showReason() {
  const place = form?.querySelector("[data-reason]");
  if (!place) return;
  const unusual = form.querySelector("[data-weight]").value !== form.dataset.usual;
  place.hidden = !unusual && !place.querySelector("input").value;
}

form?.addEventListener("input", (event) => {
  showReason();
  if (!event.target.matches("[data-outline]")) return;
  const link = outline().querySelector(".outline__item--open .outline__link");
  if (link) link.textContent = event.target.value || "Without a title";
});
form?.addEventListener("shown", showReason);

showReason();
