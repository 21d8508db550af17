// How the note reads, beside how it is typed: the server renders it a moment after the last key, while it is open.
const KEY = "note-preview";

export function showReading(note) {
  const box = document.getElementById("note-preview-box");
  const place = document.getElementById("note-preview");
  const stale = box.querySelector(".note-preview__stale");
  const reread = () => box.open && window.htmx.trigger(place, "reread");
  box.open = localStorage.getItem(KEY) === "open";
  box.addEventListener("toggle", () => {
    localStorage.setItem(KEY, box.open ? "open" : "closed");
    reread();
  });
  for (const event of ["input", "shown"]) note.addEventListener(event, reread);
  // Before that htmx hears nothing: what somebody typed by then is read now.
  document.addEventListener("DOMContentLoaded", () => note.value !== note.defaultValue && reread());
  for (const event of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    place.addEventListener(event, () => (stale.hidden = false));
  }
  place.addEventListener("htmx:afterSwap", () => (stale.hidden = true));
  document.addEventListener("room-reached", () => stale.hidden || reread());
}
