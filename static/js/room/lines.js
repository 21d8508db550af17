// Typed lines: "q: " at the start of a line gets the minute of the interview, so that a quote can be found again.
import { elapsed } from "./clocks.js";

const TYPED = /(^|\n)([qbj]): $/;
const KINDS = { q: "quote", b: "behaviour", j: "judgement" };
const QUOTED = /^[“"„«](.*)[”"“»]$/s;
const STAMPED = /^(?:\[[\d:]+\] )?([qbj]): ?/;

function stamp() {
  const seconds = elapsed();
  return seconds === null ? "" : `[${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}] `;
}

export function stampTypedLines(field) {
  field.addEventListener("input", (event) => {
    if (event.inputType !== "insertText" || event.data !== " ") return;
    const at = field.selectionStart;
    const typed = TYPED.exec(field.value.slice(0, at));
    if (!typed) return;
    const time = stamp();
    field.setRangeText(time, at - 3, at - 3);
    field.setSelectionRange(at + time.length, at + time.length);
  });
}

// The kind that the line around `at` declares, and the words of a selection without prefix and quotation marks.
export function kindAt(text, at) {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n")[0];
  return KINDS[STAMPED.exec(line)?.[1]] ?? "behaviour";
}

export function withoutPrefix(words) {
  return words.replace(STAMPED, "").trim().replace(QUOTED, "$1");
}
