// The shared pad without the bundle: the whole text goes to the server every second while somebody types, and what
// others typed comes back merged. What is typed while an answer is on its way is sent with the next one.
const EVERY = 1500;
const host = document.getElementById("pad");
const part = (name) => host.querySelector(`[data-pad-part="${name}"]`);
const field = part("plain");
let open;
let busy = false;

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function say(state, text) {
  part("state").dataset.state = state;
  part("state").textContent = text;
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
    say("offline", "Offline: kept here, and shared when the line is back");
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
  say("together", "Shared");
  // Typed on while the answer was under way: the next exchange builds on the steps known before.
  if (field.value !== sent) return;
  open.steps = steps;
  open.text = text;
  if (field.value === text) return;
  const { selectionStart, selectionEnd } = field;
  field.value = text;
  field.setSelectionRange(selectionStart, selectionEnd);
}

function follow() {
  const marker = document.querySelector("[data-pad]");
  if (marker?.dataset.pad === open?.id) return;
  host.hidden = !marker;
  open = marker && { id: marker.dataset.pad, address: marker.dataset.padAddress, mayWrite: false, steps: null, text: "" };
  field.value = "";
  field.readOnly = true;
  exchange();
}

setInterval(exchange, EVERY);
document.body.addEventListener("htmx:afterSettle", follow);
follow();
