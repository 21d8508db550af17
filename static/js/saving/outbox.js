// What was typed and not yet acknowledged, kept on this device: IndexedDB, because it survives a killed browser, and
// ciphertext only, because the next user of the machine can read its disk. The key comes with the page and stays in memory.
const NAME = "interviewprep-outbox";
const STORE = "kept";
const PATIENCE = 900;
const KEEP = 7 * 24 * 3600 * 1000;

function asked(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// A full disk lets the request succeed and takes the whole transaction back.
function committed({ transaction }) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
  });
}

function connect() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return asked(opening);
}

function tooLate() {
  return new Promise((_, failed) => setTimeout(() => failed(new Error("The store does not open.")), PATIENCE));
}

async function secretKey(encoded) {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export class Outbox extends EventTarget {
  // `now` is the server's time: a wrong clock here must not throw away what is young. `key` may be several: the first
  // locks, and each opens what was locked with it before the installation changed its secret.
  constructor({ key, owner, now }) {
    super();
    this.owner = owner;
    this.now = now;
    this.waiting = new Map();
    this.writing = new Map();
    this.ready = this.open(key);
  }

  async open(key) {
    try {
      this.keys = await Promise.all(key.split(" ").map(secretKey));
      this.database = await Promise.race([connect(), tooLate()]);
      this.database.onclose = () => (this.database = null);
      await this.forgetOld();
      return true;
    } catch {
      this.fail();
      return false;
    }
  }

  fail() {
    this.broken = true;
    this.dispatchEvent(new Event("broken"));
  }

  async store(mode) {
    this.database ??= await connect();
    return this.database.transaction(STORE, mode).objectStore(STORE);
  }

  name(document) {
    return `${this.owner} ${document}`;
  }

  // Resolves once the newest record of the document is on this device. Records typed meanwhile are folded into one.
  keep(document, record) {
    this.waiting.set(document, record);
    if (!this.writing.has(document)) {
      const done = this.write(document).finally(() => this.writing.delete(document));
      this.writing.set(document, done);
    }
    return this.writing.get(document);
  }

  async write(document) {
    if (!(await this.ready)) return;
    try {
      while (this.waiting.has(document)) {
        const record = this.waiting.get(document);
        this.waiting.delete(document);
        await (record === null ? this.erase(document) : this.lock(document, record));
      }
    } catch {
      this.fail();
    }
  }

  async lock(document, record) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(record));
    const sealed = await crypto.subtle.encrypt(this.cipher(document, iv), this.keys[0], text);
    await committed((await this.store("readwrite")).put({ iv, sealed, at: this.now() }, this.name(document)));
  }

  async erase(document) {
    await committed((await this.store("readwrite")).delete(this.name(document)));
  }

  remove(document) {
    return this.keep(document, null);
  }

  cipher(document, iv) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(this.name(document)) };
  }

  async get(document) {
    if (!(await this.ready)) return null;
    await this.writing.get(document);
    try {
      const entry = await asked((await this.store("readonly")).get(this.name(document)));
      if (!entry) return null;
      const cipher = this.cipher(document, entry.iv);
      const text = await Promise.any(this.keys.map((key) => crypto.subtle.decrypt(cipher, key, entry.sealed)));
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null;
    }
  }

  // Every document of this person that still waits, as [document, record].
  async all() {
    if (!(await this.ready)) return [];
    const names = await asked((await this.store("readonly")).getAllKeys()).catch(() => []);
    const mine = names.filter((name) => name.startsWith(this.name(""))).map((name) => name.slice(this.name("").length));
    const found = await Promise.all(mine.map(async (document) => [document, await this.get(document)]));
    return found.filter(([, record]) => record);
  }

  async forgetOld() {
    const store = await this.store("readwrite");
    const [names, entries] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    names.forEach((name, at) => this.now() - entries[at].at > KEEP && store.delete(name));
  }
}
