// A text of one's own: whole texts travel, and a newer text from elsewhere is merged in, never overwritten.
import { merge } from "./merge.js";
import { operationId, Saver } from "./saver.js";

const MOST_OWN = 5;

export class TextSaver extends Saver {
  constructor(options) {
    super(options);
    this.base = plain(this.field.defaultValue);
    this.own = [];
    this.form.addEventListener("input", () => this.changed());
  }

  get field() {
    return this.form.elements.body;
  }

  get dirty() {
    return this.base !== undefined && this.field.value !== this.base;
  }

  // The next page may have been written before this one's last text came: it finds that text on the device.
  leave() {
    this.left = true;
    super.leave();
  }

  operation() {
    const pairs = [...new FormData(this.form)].filter(([name]) => name !== "plain");
    return { id: operationId(), action: this.form.action, pairs, text: this.field.value };
  }

  record() {
    const { action } = this.form;
    const pairs = [...new FormData(this.form)].filter(([name]) => name === "asked");
    const { version, base, own, queue } = this;
    return { kind: "text", action, pairs, version, base, own, text: this.field.value, queue };
  }

  // The server's text may have moved on since; then what was kept is merged into it. It may also be older than what was
  // kept: the page was written too early, or the server came back from a backup and knows nothing of it. Then it is sent
  // again. `own`: what an earlier page may have sent as it was left, unheard.
  restore({ version, base, own = [], text, queue }) {
    const shown = { version: this.version, text: this.base };
    Object.assign(this, { version, base, queue });
    this.own = [...new Set([...own, ...queue.map((operation) => operation.text), text])].slice(-MOST_OWN);
    this.show(text, { atEnd: true });
    if (!queue.length && shown.version > version) this.mergeIn(shown.version, shown.text);
    if (!queue.length && shown.version < version) {
      this.newest = { version, base };
      Object.assign(this, { version: shown.version, base: shown.text });
    }
    if (this.unsaved) this.say("kept", "Kept on this device: sending");
  }

  unite(record) {
    const [ancestor, mine] = [this.base, this.field.value];
    this.restore(record);
    if (mine !== ancestor) this.show(merge(ancestor, mine, this.field.value).text, { atEnd: true });
  }

  acknowledged(operation) {
    this.base = operation.text;
    Object.assign(this, { own: [], newest: undefined });
    this.desk.tell({ version: this.version, text: this.base });
  }

  conflict({ version, body }) {
    this.queue = [];
    this.mergeIn(version, plain(body));
    this.keep();
    // Nothing to add: the last words of an earlier page, or the same ones from elsewhere, are stored already.
    if (this.unsaved) this.flush();
    else this.say("saved", "Saved");
  }

  mergeIn(version, theirs) {
    const merged = merge(this.ancestor(version, theirs), this.field.value, theirs);
    Object.assign(this, { version, base: theirs, own: [], newest: undefined });
    this.show(merged.text);
    this.dispatchEvent(new CustomEvent("merged", { detail: merged }));
  }

  // A text of one's own that did arrive is what this page went on from, not somebody's other version; so is one that is
  // older than what this device was told is stored: what came after it was lost over there, and nobody deleted it.
  ancestor(version, theirs) {
    if (this.own.includes(theirs) || version < this.version) return theirs;
    return this.newest && version >= this.newest.version ? this.newest.base : this.base;
  }

  heard({ version, text }) {
    if (this.desk.writer || this.unsaved) return;
    Object.assign(this, { version, base: text, queue: [] });
    this.show(text);
  }

  // Puts a text into the field and leaves the cursor at the same words. `atEnd`: what comes back is one's own, so
  // whoever writes at the end goes on at its end.
  show(text, { atEnd = false } = {}) {
    const { selectionStart, selectionEnd, value } = this.field;
    if (value === text) return;
    this.field.value = text;
    const place = (at) => (atEnd && at === value.length ? text.length : follow(value, text, at));
    const moved = [selectionStart, selectionEnd].map(place);
    if (document.activeElement === this.field) this.field.setSelectionRange(...moved);
    this.field.dispatchEvent(new Event("shown", { bubbles: true }));
  }

}

// The form of a text that waits although its page is not open.
export function formOf({ action, pairs, version, base }) {
  const form = Object.assign(document.createElement("form"), { action, method: "post" });
  form.dataset.version = version;
  for (const [name, value] of [...pairs, ["csrfmiddlewaretoken", token()]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.append(Object.assign(document.createElement("textarea"), { name: "body", defaultValue: base }));
  return form;
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function plain(text) {
  return text.replaceAll("\r\n", "\n");
}

// Where the cursor belongs after a merge: before the same words, or behind as much as is left of those before it.
function follow(before, after, at) {
  const [head, tail] = [before.slice(0, at), before.slice(at)];
  if (tail && after.endsWith(tail)) return after.length - tail.length;
  if (after.startsWith(head)) return at;
  for (let length = Math.min(at, 200); length > 1; length = Math.floor(length / 2)) {
    const found = after.lastIndexOf(head.slice(-length));
    if (found >= 0) return found + length;
  }
  return Math.min(at, after.length);
}
