// A reload comes back to the same question, the same word of the note and the same height of the page.
import { saverOf } from "../saving.js";

const KEY = "room-place";
const PATIENCE = 1500;

export function keepPlace({ room, note }) {
  const question = room.dataset.question;
  if (question) {
    const here = new URL(location.href);
    here.searchParams.set("q", question);
    history.replaceState(null, "", here);
  }
  window.addEventListener("pagehide", () => sessionStorage.setItem(KEY, JSON.stringify(place(question, note))));
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (kept?.question === question && reloaded()) goBack(kept, note);
}

function place(question, note) {
  const typing = document.activeElement === note;
  return { question, typing, cursor: [note?.selectionStart, note?.selectionEnd], scroll: note?.scrollTop };
}

function reloaded() {
  return performance.getEntriesByType("navigation")[0]?.type !== "navigate";
}

async function goBack({ typing, cursor, scroll }, note) {
  if (!note || !typing) return;
  // Text kept on the device comes a moment later, and the cursor belongs into it; whoever went elsewhere stays there.
  await Promise.race([saverOf("note")?.seated, new Promise((done) => setTimeout(done, PATIENCE))]);
  if (![document.body, note].includes(document.activeElement)) return;
  note.focus();
  note.setSelectionRange(...cursor);
  note.scrollTop = scroll;
}
