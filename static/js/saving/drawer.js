// Where a page keeps what it has not shared of a document that several pages of one person may write at once: each page
// has a record of its own, and what a page that is gone left behind is taken over by the next.
import { outbox } from "./page.js";
import { operationId } from "./saver.js";

export class Drawer {
  constructor(document) {
    this.prefix = `${document}:`;
    this.name = this.prefix + operationId();
    // Held for as long as the page lives: by it others know that somebody is there.
    navigator.locks?.request(this.name, () => new Promise((done) => (this.close = done)));
  }

  get broken() {
    return Boolean(outbox.broken);
  }

  keep(record) {
    this.used = true;
    return outbox.keep(this.name, record);
  }

  empty() {
    if (this.used) outbox.remove(this.name);
    this.used = false;
  }

  // `take` answers whether it has the record in a drawer of its own by now.
  async takeOver(take) {
    const held = (await navigator.locks?.query())?.held ?? [];
    const present = new Set(held.map(({ name }) => name));
    for (const [name, record] of await outbox.all()) {
      if (!name.startsWith(this.prefix) || present.has(name)) continue;
      if (await take(record)) await outbox.remove(name);
    }
  }
}
