// The shared pad without the bundle: the whole text goes to the server every second or so while somebody types, and
// what others typed comes back merged. What was typed while an answer was on its way is put on top of that answer.
// A save that was not answered goes out again as it was, before any newer one: the server knows it by its contents.
import { rebased, moved } from "./pad-merge.js";
import { Drawer } from "./saving/drawer.js";

const EVERY = 1200;
const LASTING = 2 * EVERY;
// An answer that takes longer is given up, or a dead line would keep every later save waiting behind it.
const GIVE_UP = 8000;
const NOT_TAKEN = new Set([400, 413]);
const host = document.getElementById("pad");
const part = (name) => host.querySelector(`[data-pad-part="${name}"]`);
const field = part("plain");
const room = document.getElementById("pad-late")?.dataset.room;
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
  if (!open?.begun || busy) return;
  busy = true;
  const mine = open;
  try {
    if (mine.mayWrite && field.value !== mine.text) mine.save ??= { text: field.value, steps: mine.steps };
    keep(mine);
    const asked = mine.save ? post(mine.save) : { headers: { Accept: "application/json" } };
    const answer = await fetch(mine.address, { ...asked, signal: AbortSignal.timeout(GIVE_UP) });
    if (mine === open) hear(answer, answer.ok && (await answer.json()));
  } catch {
    say("offline", open?.drawer.broken ? "Offline: keep this page open" : "Offline: kept on this device");
  } finally {
    busy = false;
  }
}

function post(save) {
  const body = new URLSearchParams(save);
  return { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } };
}

function hear(answer, told) {
  if (told) return take(told);
  say("offline", "Not shared: the server refused it");
  // Too long, say: what stands in the field by then goes out instead. Whatever may be stored all the same is sent again.
  if (NOT_TAKEN.has(answer.status)) open.save = undefined;
}

function take({ text, steps, may_write: mayWrite }) {
  const now = rebased(open.save?.text ?? open.text, field.value, text);
  const carets = [field.selectionStart, field.selectionEnd].map((at) => moved(at, field.value, now));
  Object.assign(open, { mayWrite, steps, text, save: undefined });
  field.readOnly = !mayWrite;
  if (now === text) say("together", "Shared");
  if (field.value === now) return keep(open);
  field.value = now;
  if (document.activeElement === field) field.setSelectionRange(...carets);
  keep(open);
}

function keep({ drawer, steps, text, save }) {
  if (!save && field.value === text) return drawer.empty();
  return drawer.keep({ kind: "plain-pad", room, steps, base: text, save, text: field.value });
}

// One at a time: another's words are taken over when the pad is next opened.
async function restore(mine, { steps, base, save, text }) {
  if (mine !== open || mine.steps !== null) return false;
  Object.assign(mine, { steps, text: base, save });
  field.value = text;
  await keep(mine);
  return true;
}

async function follow() {
  const marker = document.querySelector("[data-pad]");
  if (marker?.dataset.pad === open?.id) return;
  open?.drawer.close?.();
  host.hidden = !marker;
  const { pad: id, padAddress: address } = marker?.dataset ?? {};
  const mine = marker && { id, address, mayWrite: false, steps: null, text: "", drawer: new Drawer(`plain-pad:${id}`) };
  open = mine;
  field.value = "";
  field.readOnly = true;
  await mine?.drawer.takeOver((record) => restore(mine, record));
  if (mine) mine.begun = true;
  exchange();
}

setInterval(exchange, EVERY);
field.addEventListener("input", () => {
  say("sharing", "Sharing …");
  keep(open);
});
window.addEventListener("beforeunload", (event) => open?.mayWrite && field.value !== open.text && event.preventDefault());
document.body.addEventListener("htmx:afterSettle", follow);
follow();
