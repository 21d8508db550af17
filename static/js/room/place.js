// A reload comes back to the same question, the same word of the note and the same height of the page.
const KEY = "room-place";

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

function goBack({ typing, cursor, scroll }, note) {
  if (!note || !typing) return;
  const put = () => {
    note.focus();
    note.setSelectionRange(...cursor);
    note.scrollTop = scroll;
  };
  put();
  // Text kept on the device comes a moment later; whoever went on writing by then stays where they are.
  const late = new AbortController();
  note.addEventListener("input", () => late.abort(), { once: true });
  note.addEventListener("shown", put, { once: true, signal: late.signal });
}
