// What was typed into a pad without a line, and whose question has left the table meanwhile: it goes to that pad as soon
// as the room is reached, without the pad being opened. A pad that is open takes over what was left by itself.
import { outbox } from "./saving/page.js";

const KEPT = /^(?:plain-)?pad:([^:]+):/;
// Until a page that has let go of a pad has let go of its record as well.
const GATHER = 600;
const GIVE_UP = 8000;
const { room, address } = document.getElementById("pad-late").dataset;
let waiting;
let busy = false;

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(share, GATHER);
}

async function share() {
  if (busy) return soon();
  busy = true;
  try {
    for (const [name, record] of await left()) await bring(name, record);
  } catch {
    // No line: the next time that the room is reached.
  } finally {
    busy = false;
  }
}

// Records of this room whose page is gone, or has gone on to another question.
async function left() {
  const held = (await navigator.locks?.query())?.held ?? [];
  const present = new Set(held.map(({ name }) => name));
  const open = document.querySelector("[data-pad]")?.dataset.pad;
  return (await outbox.all()).filter(([name, record]) => {
    const pad = KEPT.exec(name)?.[1];
    return pad && pad !== open && !present.has(name) && (record.room ?? room) === room;
  });
}

// What the server does not take stays: the pad may open again.
async function bring(name, record) {
  const headers = { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "" };
  const sent = { method: "POST", headers, body: said(record), signal: AbortSignal.timeout(GIVE_UP) };
  const answer = await fetch(address.replace("PAD", KEPT.exec(name)[1]), sent);
  if (answer.ok) await outbox.remove(name);
}

function said({ kind, update, save, steps, text }) {
  if (kind === "pad") return new URLSearchParams({ step: update });
  return new URLSearchParams({ steps: save?.steps ?? steps, ...(save && { save: save.text }), text });
}

document.addEventListener("room-reached", soon);
document.addEventListener("pad-left", soon);
document.body.addEventListener("htmx:afterSettle", soon);
window.addEventListener("online", soon);
soon();
