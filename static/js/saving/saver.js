// One document's way to the server (security.md 7.2): first into the outbox, then one operation at a time, each with
// an id and a base version, tried until the server answers. "Saved" is said only after its 2xx.
const IDLE = 800;
const CAP = 3000;
const SLOW = 2500;
const GIVE_UP = 12_000;
const AGAIN = new Set([408, 425, 429]);

export function operationId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Saver extends EventTarget {
  // `room` holds what all savers of a page share: outbox, renewal, and the desk of each document.
  constructor({ form, document, room }) {
    super();
    Object.assign(this, { form, document, room, queue: [], attempt: 0, state: "idle" });
    this.version = Number(form.dataset.version);
    this.status = form.querySelector(".save-state");
    this.desk = room.desk(document);
    this.desk.addEventListener("changed", () => this.takeSeat());
    this.desk.addEventListener("asked", () => this.handOver());
    this.desk.addEventListener("news", (event) => this.heard(event.detail));
    room.renewal.addEventListener("changed", (event) => this.renewed(event.detail.state));
    // Whoever comes to a tab's form goes on writing there: the tab that wrote before hands its text over.
    for (const event of ["focusin", "pointerdown"]) form.addEventListener(event, () => this.desk.takeOver());
    this.seated = new Promise((done) => this.addEventListener("seated", done, { once: true }));
    this.desk.settled.then(() => this.takeSeat());
  }

  say(state, text) {
    this.state = state;
    if (this.status) Object.assign(this.status, { textContent: text }).dataset.state = state;
    this.dispatchEvent(new Event("state"));
  }

  get unsaved() {
    return !this.handedOver && (this.queue.length > 0 || this.dirty);
  }

  get blocked() {
    return this.stopped || this.sending || this.room.renewal.out || !this.writing;
  }

  // Not before what was kept on the device is back: it must be merged, never overwritten.
  get writing() {
    return this.desk.writer && this.recalled;
  }

  changed() {
    this.handedOver = false;
    this.left = false;
    this.keep();
    if (this.stopped) return;
    if (!this.desk.writer) this.desk.takeOver();
    if (this.attempt === 0 && !this.room.renewal.out) this.say("saving", "Saving …");
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.flush(), IDLE);
    this.cap ??= setTimeout(() => this.flush(), CAP);
  }

  leave() {
    this.flush({ leaving: true });
  }

  // A reading tab keeps out of the writer's record.
  keep() {
    if (!this.writing) return Promise.resolve();
    return this.unsaved || this.left ? this.room.outbox.keep(this.document, this.record()) : this.room.outbox.remove(this.document);
  }

  // `leaving`: the page may be gone before the answer; the browser then finishes small requests by itself.
  flush({ leaving = false } = {}) {
    clearTimeout(this.idle);
    clearTimeout(this.cap);
    this.cap = undefined;
    if (this.blocked) return;
    if (this.dirty && !this.queue.length) this.queue.push(this.operation());
    if (!this.queue.length) return;
    this.keep();
    this.send(leaving);
  }

  async send(leaving) {
    clearTimeout(this.retrying);
    const operation = this.queue[0];
    const body = new URLSearchParams(operation.pairs);
    body.set("op_id", operation.id);
    body.set("base_version", this.version);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    this.sending = true;
    const slow = setTimeout(() => this.late(), SLOW);
    const answer = await this.post(operation, body, leaving);
    const told = await answer?.json().catch(() => null);
    clearTimeout(slow);
    // Not before the answer is read whole: whatever hurried meanwhile would send the same operation twice, and its
    // second answer would count for the next one.
    this.sending = false;
    if (this.queue[0] === operation) this.read(answer, told, operation);
  }

  async post({ action }, body, leaving) {
    try {
      return await fetch(action, {
        method: "POST",
        body,
        keepalive: leaving && body.toString().length < 60_000,
        redirect: "manual",
        signal: leaving ? undefined : AbortSignal.timeout(GIVE_UP),
        headers: { Accept: "application/json" },
      });
    } catch {
      return null;
    }
  }

  read(answer, told, operation) {
    if (!answer || answer.status >= 500 || AGAIN.has(answer.status)) return this.retry(answer);
    if (answer.type === "opaqueredirect" || answer.status === 401) return this.room.renewal.signedOut();
    if (answer.status === 403) return this.refused();
    if (answer.ok && told) return this.saved(operation, told);
    if (answer.status === 409 && told?.version !== undefined) return this.conflict(told, operation);
    this.stop(answer.status);
  }

  saved(operation, told) {
    this.attempt = 0;
    this.barred = false;
    this.queue.shift();
    this.acknowledged(operation, told);
    this.version = told.version;
    this.keep();
    this.form.dispatchEvent(new CustomEvent("stored"));
    if (told.notice) this.dispatchEvent(new CustomEvent("noticed", { detail: told.notice }));
    if (this.unsaved) return this.flush();
    this.say("saved", "Saved");
    this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: { version: this.version } }));
  }

  late() {
    this.say("kept", this.room.outbox.broken ? "The server is slow: keep this page open" : "Kept on this device: the server is slow");
  }

  retry(answer) {
    this.say("kept", this.room.outbox.broken ? "Not saved: keep this page open" : "Kept on this device: trying again");
    const asked = Number(answer?.headers.get("Retry-After")) * 1000 || 0;
    const wait = Math.max(asked, Math.min(15_000, 500 * 2 ** this.attempt++) * Math.random());
    this.retrying = setTimeout(() => this.flush(), wait);
  }

  // Now instead of at the next try: the line is back.
  hurry() {
    this.attempt = Math.min(this.attempt, 1);
    this.flush();
  }

  // A token that ran out looks like a lost right: one renewal tells them apart.
  async refused() {
    if (this.barred) return this.stop(403);
    this.sending = true;
    const renewed = await this.room.renewal.renew();
    this.sending = false;
    if (!renewed) return this.room.renewal.signedOut();
    this.barred = true;
    this.flush();
  }

  renewed(state) {
    if (state === "signed-in") return this.flush();
    if (this.unsaved) this.say("signed-out", "Signed out: kept on this device");
  }

  stop(status) {
    this.stopped = true;
    const why = { 403: "you may no longer write here", 404: "it is no longer open to you", 409: "it is locked", 410: "it is over", 413: "it is too long" };
    this.say("stopped", `Not saved: ${why[status] ?? "the server refused it"}. Your text is kept: download it.`);
  }

  async takeSeat() {
    if (!this.desk.writer) {
      this.recalled = false;
      if (!this.unsaved) this.say("reader", "Open in another tab");
      return;
    }
    await this.recall();
    if (this.state === "reader" && !this.unsaved) this.say("idle", "No changes");
    this.flush();
  }

  // Nobody waits long for a slow server: the tab that comes finds the text on the device.
  async handOver() {
    this.flush();
    for (let waited = 0; this.sending && waited < 600; waited += 20) await new Promise((done) => setTimeout(done, 20));
    await this.keep();
    this.handedOver = !this.room.outbox.broken;
    this.desk.letGo();
  }

  // What this document kept on the device from an earlier page, another tab or a crash comes back; what was typed here
  // meanwhile stays. Once for each time that this tab gets the desk: a record that was read before something was sent
  // and acknowledged would put the old text back.
  async recall() {
    if (this.recalled) return;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const record = await this.room.outbox.get(this.document);
    if (!this.desk.writer || turn !== this.turn) return;
    this.handedOver = false;
    if (record) this.unite(record);
    this.recalled = true;
    this.dispatchEvent(new Event("seated"));
    if (record || this.unsaved) this.keep();
  }
}
