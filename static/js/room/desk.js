// The interviewer's desk: note, evidence, answer, keys, and the place one was at.
import { savers, saverOf } from "../saving.js";
import { operationId } from "../saving/saver.js";
import { FRAGMENTS } from "./bell.js";
import { EvidenceBar } from "./evidence.js";
import { useKeys } from "./keys.js";
import { stampTypedLines } from "./lines.js";
import { keepPlace } from "./place.js";
import { showReading } from "./reading.js";
import { followRefreshes } from "./refresh.js";

function openDesk(room) {
  const note = document.getElementById("note");
  const bar = document.getElementById("evidence-bar");
  const scorecard = saverOf("scorecard");
  if (note) {
    stampTypedLines(note);
    showReading(note);
  }
  if (bar && scorecard) {
    new EvidenceBar({ bar, note, saver: scorecard });
    scorecard.addEventListener("acknowledged", (event) => EvidenceBar.firm(event.detail));
    // Coverage counts what was just rated or linked.
    scorecard.form.addEventListener("saved", () => window.htmx.trigger(document.body, "room-changed"));
  }
  keepPlace({ room, note });
  useKeys();
  followRefreshes();
  room.dataset.ready = "";
  // A message that was sent leaves the field, and the next one is another operation.
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id !== "chat-form" || !event.detail.successful) return;
    event.detail.elt.reset();
    event.detail.elt.elements.op_id.value = operationId();
  });
}

// Whoever lost the seat is told so and no longer sees the room; words that are not saved yet stay with their author.
function leaveWithTheSeat() {
  document.body.addEventListener("htmx:responseError", ({ detail }) => {
    const gone = detail.xhr.status === 404 && detail.requestConfig.elt.matches(FRAGMENTS);
    if (gone && !savers.some((saver) => saver.unsaved)) location.reload();
  });
}

openDesk(document.getElementById("room"));
leaveWithTheSeat();
