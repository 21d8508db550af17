// The shared pad without the bundle: the whole text goes to the server every second or so while somebody types, and
// what others typed comes back merged. What was typed while an answer was on its way is put on top of that answer.
import { rebased, moved } from "./pad-merge.js";

const EVERY = 1200;
const LASTING = 2 * EVERY;
const host = document.getElementById("pad");
const part = (name) => host.querySelector(`[data-pad-part="${name}"]`);
const field = part("plain");
let open;
let busy = false;
let speaking;

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function say(state, text) {
  if (part("state").textContent === text) return;
  part("state").dataset.state = state;
  part("state").textContent = text;
  // A screen reader hears what lasts.
  clearTimeout(speaking);
  speaking = setTimeout(() => (part("spoken").textContent = text), LASTING);
}

async function exchange() {
  if (!open || busy) return;
  busy = true;
  const mine = open;
  const sent = field.value;
  try {
    const changed = mine.mayWrite && mine.steps !== null && sent !== mine.text;
    const answer = await fetch(mine.address, changed ? post(mine, sent) : { headers: { Accept: "application/json" } });
    if (answer.ok && mine === open) take(await answer.json(), sent);
    else if (!answer.ok) say("offline", "Not shared: the server refused it");
  } catch {
    say("offline", "Offline: keep this page open");
  } finally {
    busy = false;
  }
}

function post(mine, text) {
  const body = new URLSearchParams({ text, steps: mine.steps });
  return { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } };
}

function take({ text, steps, may_write: mayWrite }, sent) {
  open.mayWrite = mayWrite;
  field.readOnly = !mayWrite;
  const now = rebased(sent, field.value, text);
  if (now === text) say("together", "Shared");
  const carets = [field.selectionStart, field.selectionEnd].map((at) => moved(at, field.value, now));
  open.steps = steps;
  open.text = text;
  if (field.value === now) return;
  field.value = now;
  if (document.activeElement === field) field.setSelectionRange(...carets);
}

function follow() {
  const marker = document.querySelector("[data-pad]");
  if (marker?.dataset.pad === open?.id) return;
  // The last words for the pad before go out with the page's fragment that took it away.
  if (open?.mayWrite && open.steps !== null && field.value !== open.text) fetch(open.address, { ...post(open, field.value), keepalive: true });
  host.hidden = !marker;
  open = marker && { id: marker.dataset.pad, address: marker.dataset.padAddress, mayWrite: false, steps: null, text: "" };
  field.value = "";
  field.readOnly = true;
  exchange();
}

setInterval(exchange, EVERY);
field.addEventListener("input", () => say("sharing", "Sharing …"));
window.addEventListener("beforeunload", (event) => open?.mayWrite && field.value !== open.text && event.preventDefault());
document.body.addEventListener("htmx:afterSettle", follow);
follow();
