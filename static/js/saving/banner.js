// Says in one place how the whole page stands, and what a person can do about it. Whoever listens instead of looks hears
// of trouble and of its end; that each pause in typing was saved is seen, and read out it would drown everything else.
const ORDER = ["stopped", "conflict", "signed-out", "kept", "saving", "reader", "saved", "idle"];
const WORDS = {
  saving: () => "Saving …",
  saved: () => "Saved",
  idle: () => "Saved",
  kept: (count, broken) => (broken ? `${count} not saved: keep this page open` : `Offline: ${count} kept on this device`),
  "signed-out": (count) => `Signed out: ${count} kept on this device`,
  conflict: () => "Choose between two versions",
  stopped: () => "Not saved: download your text",
  reader: () => "Open in another tab",
};

// A screen reader hears what lasts.
const LASTING = 1500;

export class Banner {
  constructor({ outbox, renewal, savers, signIn }) {
    Object.assign(this, { outbox, renewal, savers, signIn });
    this.summary = document.getElementById("save-summary");
    this.place = document.getElementById("save-notices");
    this.spoken = document.getElementById("save-spoken");
    outbox.addEventListener("broken", () => this.broken());
    renewal.addEventListener("changed", (event) => this.signedOut(event.detail.state));
    if (outbox.broken) this.broken();
  }

  watch(saver) {
    saver.addEventListener("state", () => this.show());
    saver.addEventListener("merged", (event) => this.merged(event.detail));
    saver.addEventListener("noticed", (event) => this.toggle("noticed", { tone: "warning", text: event.detail, acts: [] }));
    saver.desk.addEventListener("changed", () => this.reader());
    saver.desk.settled.then(() => this.reader());
  }

  show() {
    const state = ORDER.find((name) => this.savers.some((saver) => saver.state === name)) ?? "idle";
    const waiting = this.savers.filter((saver) => saver.unsaved).length;
    const count = waiting === 1 ? "1 change" : `${waiting} changes`;
    if (this.summary) {
      this.summary.dataset.state = state;
      this.summary.querySelector("[data-words]").textContent = WORDS[state](count, this.outbox.broken);
    }
    this.speak(state);
    this.toggle("kept", ["kept", "stopped"].includes(state) && {
      tone: state === "stopped" ? "error" : "warning",
      text: state === "stopped" ? "The server does not take this text." : this.kept(),
      acts: [["Download my text", () => this.download()]],
    });
  }

  kept() {
    const then = this.leaving ? ". As soon as it is sent, this page goes on" : " and sent by itself";
    return `The server does not answer. What you type is kept on this device${then}.`;
  }

  // Whether a form waits for the texts to be saved.
  leaves(leaving) {
    this.leaving = leaving;
    this.show();
  }

  // The other troubles have notices, which are heard as they come.
  speak(state) {
    if (state === "saving" || state === this.heard) return;
    const over = state === "saved" && !["saved", "idle", undefined].includes(this.heard);
    const words = state === "conflict" || over ? WORDS[state]() : "";
    this.heard = state;
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.spoken.textContent = words), LASTING);
  }

  // One notice per subject; nothing to say takes it away.
  toggle(subject, notice) {
    const shown = this.place?.querySelector(`[data-subject="${subject}"]`);
    if (!notice) return shown?.remove();
    if (!this.place || shown?.dataset.text === notice.text) return;
    shown?.remove();
    const box = Object.assign(document.createElement("div"), { className: `notice notice--${notice.tone}` });
    box.dataset.subject = subject;
    box.dataset.text = notice.text;
    if (notice.tone === "error") box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: notice.text }), ...notice.acts.map(act));
    this.place.append(box);
  }

  broken() {
    this.toggle("broken", {
      tone: "error",
      text: "This browser cannot keep a copy of what you type. Saving goes on, but do not close this page before it says “Saved”.",
      acts: [["Download my text", () => this.download()]],
    });
  }

  signedOut(state) {
    const who = state === "somebody-else" ? "Somebody else is signed in now. Sign in as yourself" : "You were signed out. Sign in again";
    this.toggle("signed-out", state !== "signed-in" && {
      tone: "warning",
      text: `${who} in a new tab; go on typing here, it is kept and then sent.`,
      acts: [["Sign in again", () => window.open(this.signIn, "_blank")]],
    });
  }

  merged({ conflicts }) {
    if (!conflicts) return;
    const places = conflicts === 1 ? "one place" : `${conflicts} places`;
    this.toggle("merged", {
      tone: "warning",
      text: `This note was changed on another device in ${places} at once. Both versions stand below each other.`,
      acts: [["I have looked", () => this.toggle("merged", null)]],
    });
  }

  reader() {
    const desks = new Set(this.savers.map((saver) => saver.desk).filter((desk) => !desk.writer));
    this.toggle("reader", desks.size > 0 && {
      tone: "info",
      text: "You are writing in another tab, and this one shows it. Go on typing in either.",
      acts: [["Write here", () => desks.forEach((desk) => desk.takeOver())]],
    });
  }

  async download() {
    const kept = await this.outbox.all();
    const shown = this.savers.filter((saver) => saver.unsaved).map((saver) => [saver.document, saver.record()]);
    const parts = [...new Map([...kept, ...shown])].map(([name, record]) => `# ${name}\n\n${words(record)}`);
    const file = URL.createObjectURL(new Blob([parts.join("\n\n")], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href: file, download: "interview-notes.txt" }).click();
    setTimeout(() => URL.revokeObjectURL(file), 10_000);
  }
}

function words(record) {
  if (record.text !== undefined) return record.text;
  const changes = Object.assign({}, ...record.queue.map((operation) => operation.changes), record.changes);
  return Object.entries(changes).map(([name, values]) => `${name}: ${values.join(", ")}`).join("\n");
}

function act([label, run]) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.className = "button button--small";
  button.addEventListener("click", run);
  return button;
}
