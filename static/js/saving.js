// Saves what a person types or chooses, and says the truth about it (security.md 7.2): an operation id and a
// base version on every save, one save in flight, retries until the server answers, "Saved" only after its 2xx.
const IDLE = 800;
const CAP = 3000;

function operationId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Saver {
  constructor(form) {
    this.form = form;
    this.version = Number(form.dataset.version);
    this.status = form.querySelector(".save-state");
    this.dirty = false;
    this.operation = null;
    this.attempt = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.flush();
    });
  }

  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  get unsaved() {
    return this.dirty || this.operation !== null;
  }

  changed() {
    if (this.stopped) return;
    this.dirty = true;
    this.say("saving", "Saving …");
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.flush(), IDLE);
    this.cap ??= setTimeout(() => this.flush(), CAP);
  }

  flush() {
    clearTimeout(this.idle);
    clearTimeout(this.cap);
    this.cap = undefined;
    if (this.operation || !this.dirty || this.stopped) return;
    const body = new URLSearchParams(new FormData(this.form));
    const id = operationId();
    body.set("op_id", id);
    body.set("base_version", this.version);
    this.dirty = false;
    this.operation = body;
    this.send();
  }

  async send() {
    let response;
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        body: this.operation,
        keepalive: this.operation.toString().length < 60_000,
        redirect: "error",
        headers: { Accept: "application/json" },
      });
    } catch {
      return this.retry();
    }
    if (response.ok) return this.saved(await response.json());
    if (response.status === 409) return this.conflict(await response.json().catch(() => ({})));
    if (response.status >= 500 || response.status === 408 || response.status === 429) return this.retry();
    this.stop("Not saved: the server refused it. Copy your text, then reload the page.");
  }

  saved({ version }) {
    this.version = version;
    this.operation = null;
    this.attempt = 0;
    if (this.dirty) return this.flush();
    this.say("saved", "Saved");
    this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: { version } }));
  }

  retry() {
    this.say("offline", "Not saved yet: trying again. Keep this page open.");
    const wait = Math.min(15_000, 500 * 2 ** this.attempt++) * (0.5 + Math.random() / 2);
    setTimeout(() => this.send(), wait);
  }

  conflict({ version, body, sentence }) {
    this.operation = null;
    if (version === undefined) return this.stop(sentence ?? "Locked: this can no longer be changed. Copy your text to keep it.");
    this.stop(sentence);
    const box = document.createElement("div");
    box.className = "notice notice--warning";
    if (body !== undefined) {
      const other = document.createElement("textarea");
      other.className = "textarea";
      other.readOnly = true;
      other.rows = 6;
      other.value = body;
      other.setAttribute("aria-label", "The other text");
      box.append(other);
    }
    box.append(this.choice("Keep mine", () => this.resume(version, box)));
    box.append(this.choice("Take the other", () => location.reload()));
    this.status.after(box);
  }

  choice(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  resume(version, box) {
    box.remove();
    this.stopped = false;
    this.version = version;
    this.dirty = true;
    this.flush();
  }

  stop(text) {
    this.stopped = true;
    this.operation = null;
    this.dirty = false;
    this.say("conflict", text);
  }
}

const savers = Array.from(document.querySelectorAll("form[data-saving]"), (form) => new Saver(form));

function flushAll() {
  savers.forEach((saver) => saver.flush());
}

for (const event of ["pagehide", "blur", "online"]) window.addEventListener(event, flushAll);
document.addEventListener("visibilitychange", () => document.hidden && flushAll());
window.addEventListener("beforeunload", (event) => {
  flushAll();
  if (savers.some((saver) => saver.unsaved && saver.attempt > 0)) event.preventDefault();
});

// A form that must come after every save (submit, link evidence, move on) waits for the savers first.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-saving]") || event.defaultPrevented) return;
  if (form.dataset.once) {
    form.elements.op_id.value = operationId();
  }
  if (!savers.some((saver) => saver.unsaved)) return stamp(form);
  event.preventDefault();
  flushAll();
  await Promise.all(savers.filter((saver) => saver.unsaved).map((saver) => new Promise((done) => saver.form.addEventListener("saved", done, { once: true }))));
  stamp(form);
  const button = event.submitter;
  if (button?.name) {
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    form.append(kept);
  }
  form.submit();
});

function stamp(form) {
  const scorecard = savers.find((saver) => saver.form.dataset.saving === "scorecard");
  if (form.dataset.once && scorecard) form.elements.base_version.value = scorecard.version;
}

// Keys of the room; never while typing.
const keyboard = {
  n: () => document.getElementById("note")?.focus(),
  e: () => document.querySelector("details[data-key=e]")?.toggleAttribute("open"),
  "]": () => document.querySelector("button[data-key=']']")?.click(),
  j: () => step(1),
  k: () => step(-1),
};

function step(by) {
  const links = Array.from(document.querySelectorAll("a[data-question]"));
  const here = new URL(location.href).searchParams.get("q");
  const at = links.findIndex((link) => (here ? link.href.includes(here) : link.closest(".list__item--current")));
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.click();
}

function rate(event) {
  const digit = /^Digit([0-5])$/.exec(event.code)?.[1];
  const form = document.getElementById("answer-form");
  if (!digit || !form) return false;
  const value = digit === "0" ? "not_observed" : event.shiftKey && digit !== "5" ? `${digit}.5` : digit;
  const radio = form.querySelector(`input[type=radio][value="${value}"]`);
  if (!radio || radio.matches(":disabled")) return false;
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  if (rate(event) || keyboard[event.key]?.() !== undefined) event.preventDefault();
  else if (event.key in keyboard) event.preventDefault();
});

const note = document.getElementById("note");
note?.addEventListener("select", () => {
  const words = note.value.slice(note.selectionStart, note.selectionEnd);
  const field = document.getElementById("evidence-text");
  if (words && field) field.value = words;
});
