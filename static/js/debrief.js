// The debrief is fetched anew at every bell; what the reader had folded open stays open.
import { listen } from "./room/bell.js";

const ASK_EVERY = 5000;

// Whoever holds no seat has no socket of the room, and asks by the clock.
const bell = document.getElementById("bell");
if (bell.dataset.socket) listen(bell);
else setInterval(() => document.hidden || window.htmx.trigger(document.body, "room-changed"), ASK_EVERY);

let opened = [];

document.body.addEventListener("htmx:beforeSwap", () => {
  opened = Array.from(document.querySelectorAll("#debrief details[open]"), (details) => details.id);
});

document.body.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
});

// A link to one number opens what it stands in.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  for (let each = target; each; each = each.parentElement) if (each.matches("details")) each.open = true;
  target.scrollIntoView();
}

window.addEventListener("hashchange", unfold);
unfold();
