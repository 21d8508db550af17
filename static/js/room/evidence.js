// Words selected in the note become evidence at one press of a criterion's key.
import { kindAt, withoutPrefix } from "./lines.js";

export class EvidenceBar {
  constructor({ bar, note, saver }) {
    Object.assign(this, { bar, note, saver });
    this.list = document.getElementById("evidence-list");
    document.addEventListener("selectionchange", () => document.activeElement === note && this.show());
    note.addEventListener("select", () => this.show());
    note.addEventListener("keydown", (event) => this.pressed(event));
    for (const button of bar.querySelectorAll("[data-criterion]")) {
      // The note keeps its selection while a button is pressed.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.link(button));
    }
    document.getElementById("evidence-form")?.addEventListener("submit", (event) => this.byHand(event));
  }

  get words() {
    const { selectionStart, selectionEnd, value } = this.note;
    return withoutPrefix(value.slice(selectionStart, selectionEnd));
  }

  show() {
    const { words } = this;
    this.bar.hidden = words.length < 2;
    document.getElementById("evidence-words").textContent = words.length > 90 ? `${words.slice(0, 90)}…` : words;
    if (words) document.getElementById("evidence-text").value = words;
  }

  pressed(event) {
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
    if (!event.altKey || event.ctrlKey || event.metaKey || !letter || this.bar.hidden) return;
    const button = this.bar.querySelector(`[data-letter="${letter}"]`);
    if (!button) return;
    event.preventDefault();
    this.link(button);
  }

  link(button) {
    const { words } = this;
    if (words.length < 2) return;
    const kind = kindAt(this.note.value, this.note.selectionStart);
    this.send({ kind, text: words, criterion: button.dataset.criterion }, button.querySelector("span").textContent);
    this.bar.hidden = true;
    this.note.setSelectionRange(this.note.selectionEnd, this.note.selectionEnd);
  }

  byHand(event) {
    event.preventDefault();
    const { text, kind, criterion } = event.target.elements;
    this.send({ text: text.value, kind: kind.value, criterion: criterion.value }, criterion.selectedOptions[0].text);
    text.value = "";
  }

  // Listed at once as waiting; the server's word makes it firm.
  send(fields, title) {
    const pairs = [["asked", this.bar.dataset.asked], ...Object.entries(fields)];
    const id = this.saver.enqueue(this.bar.dataset.action, pairs);
    this.list.append(entry(fields, title, id));
    document.getElementById("evidence-none")?.remove();
  }

  static firm({ id }) {
    document.querySelector(`.evidence__item[data-operation="${id}"]`)?.removeAttribute("data-operation");
  }
}

function entry({ text, kind }, title, id) {
  const item = Object.assign(document.createElement("li"), { className: "evidence__item" });
  item.dataset.operation = id;
  const about = Object.assign(document.createElement("span"), { className: "muted", textContent: `${kind} · ${title}` });
  item.append(Object.assign(document.createElement("q"), { textContent: text }), " ", about);
  return item;
}
