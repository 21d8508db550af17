// One tab writes a document; the others show it and can take it over. Without navigator.locks every tab writes, and
// the server's versions alone keep the texts apart.
const PATIENCE = 1500;

export class Desk extends EventTarget {
  constructor(name) {
    super();
    // The browser refuses names of locks that begin with a hyphen, as every 64th random id does.
    this.name = `interviewprep ${name}`;
    this.writer = true;
    this.channel = new BroadcastChannel(this.name);
    this.channel.addEventListener("message", (message) => this.heard(message.data));
    this.settled = navigator.locks ? this.look() : Promise.resolve();
    if (navigator.locks) this.stand();
  }

  // Stands in line for the lock for as long as the page lives; a lock let go or stolen puts this tab at the end.
  async stand(options) {
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    try {
      await navigator.locks.request(this.name, options ?? { signal }, () => this.hold());
    } catch (error) {
      if (signal.aborted) return;
      // No lock to be had: as without locks. WebKit says so to a page that is being left, each time and at once, and
      // asking on would freeze it.
      if (error.name !== "AbortError") return this.become(true);
      this.become(false);
    }
    this.stand();
  }

  hold() {
    const held = new Promise((done) => (this.release = done));
    this.become(true);
    return held;
  }

  // Whether somebody else writes is known before anything that was kept is touched.
  async look() {
    const { held } = await navigator.locks.query();
    if (!this.release && held.some((lock) => lock.name === this.name)) this.become(false);
  }

  become(writer) {
    clearTimeout(this.taking);
    this.taking = undefined;
    if (!writer) this.release = null;
    if (this.writer === writer) return;
    this.writer = writer;
    this.dispatchEvent(new Event("changed"));
  }

  // Asks the writing tab to finish and let go; a tab that does not answer is overruled.
  takeOver() {
    if (this.writer || this.taking) return;
    this.channel.postMessage({ type: "release" });
    this.taking = setTimeout(() => this.overrule(), PATIENCE);
  }

  overrule() {
    this.taking = undefined;
    if (this.writer) return;
    this.waiting.abort();
    this.stand({ steal: true });
  }

  letGo() {
    const { release } = this;
    this.become(false);
    release?.();
  }

  tell(news) {
    this.channel.postMessage({ type: "news", news });
  }

  heard({ type, news }) {
    if (type === "news") this.dispatchEvent(new CustomEvent("news", { detail: news }));
    if (type === "release" && this.release) this.dispatchEvent(new Event("asked"));
  }
}
