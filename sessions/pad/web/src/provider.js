// Keeps a Yjs document and its carets equal with the server over one socket. Steps and carets are gathered for a
// moment, so that typing costs a few messages a second; on a new line both sides first exchange what the other lacks.
// The server counts what it has stored of this socket's steps: only when it has all of them is the pad "together".
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const STORED = 100;
const GATHER = 80;
// Soon after connecting, for what another process had told but not yet stored; then for what was lost on the way.
const FIRST_RESYNC = 1_500;
const RESYNC = 15_000;
const LONGEST_WAIT = 10_000;
// Without the word that it is stored: the database may be away.
const LATE = 4_000;
const DENIED = 4404;
const READ_ONLY = 4403;
// So many calls without one answer: sockets do not get through this network.
const HOPELESS = 3;

function message(kind, write) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

export class Provider {
  constructor({ path, document, mayWrite, kept, said }) {
    Object.assign(this, { path, document, mayWrite, kept, said });
    this.awareness = new Awareness(document);
    // {step, turn}: what is not known to be stored, and which message of this socket carried it, if one did.
    this.unstored = [];
    this.moved = new Set();
    this.attempt = 0;
    this.document.on("update", (step, origin) => origin !== this && this.gather(step));
    this.awareness.on("update", ({ added, updated, removed }, origin) => {
      if (origin === this) return;
      for (const client of [...added, ...updated, ...removed]) this.moved.add(client);
      this.later();
    });
    this.resync = setInterval(() => this.ask(), RESYNC);
    // What is not stored yet is on this device alone.
    this.leaving = (event) => {
      this.flush();
      if (this.unstored.length) event.preventDefault();
    };
    window.addEventListener("beforeunload", this.leaving);
    // The server answers elsewhere on the page: there is no need to sit out the wait.
    this.back = () => this.retry !== undefined && this.connect();
    window.document.addEventListener("room-reached", this.back);
    this.connect();
  }

  connect() {
    clearTimeout(this.retry);
    this.retry = undefined;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.path}`);
    Object.assign(this, { socket, sent: 0, stored: 0, exchanged: false });
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.answered = true;
      this.attempt = 0;
      this.ask();
      this.moved.add(this.document.clientID);
      this.later();
      this.soon = setTimeout(() => this.ask(), FIRST_RESYNC);
    });
    socket.addEventListener("message", (frame) => socket === this.socket && this.receive(new Uint8Array(frame.data)));
    socket.addEventListener("close", (event) => socket === this.socket && this.lost(event));
  }

  lost(event) {
    clearTimeout(this.soon);
    this.exchanged = false;
    for (const each of this.unstored) each.turn = undefined;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.document.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (this.ended && (this.done || event.code === DENIED)) return this.hangUp();
    if (event.code === DENIED) return this.said("closed");
    if (!this.answered && this.attempt >= HOPELESS - 1) return this.said("blocked");
    // Where writing ended meanwhile, what was typed stays in the document and goes out when it is allowed again.
    this.said(event.code === READ_ONLY ? "held" : "offline");
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** this.attempt++) * (0.5 + Math.random() / 2);
    this.retry = setTimeout(() => this.connect(), wait);
  }

  // The right to write comes and goes with the interview's pauses.
  allow(mayWrite) {
    if (mayWrite === this.mayWrite) return;
    this.flush();
    this.mayWrite = mayWrite;
    if (mayWrite) {
      this.exchanged = false;
      this.ask();
    }
    this.tellState();
  }

  receive(bytes) {
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === AWARENESS) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    else if (kind === STORED) this.store(decoding.readVarUint(decoder));
    else if (kind === SYNC) this.exchange(decoder);
    this.tellState();
  }

  exchange(decoder) {
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, SYNC);
    const read = sync.readSyncMessage(decoder, answer, this.document, this);
    // Who may not write is never asked for anything.
    if (read === sync.messageYjsSyncStep2 && !this.mayWrite) this.exchanged = true;
    if (read !== sync.messageYjsSyncStep1) return;
    // The answer to the server's question is all that it lacks, what was gathered included.
    if (encoding.length(answer) > 5) this.sendSteps(encoding.toUint8Array(answer));
    else this.forget(() => true);
    this.exchanged = true;
  }

  store(turns) {
    this.stored = turns;
    this.forget(({ turn }) => turn <= turns);
  }

  forget(isStored) {
    const left = this.unstored.filter((each) => !isStored(each));
    if (left.length === this.unstored.length) return;
    this.unstored = left;
    if (!left.length) this.kept.keep([]);
  }

  ask() {
    this.send(message(SYNC, (encoder) => sync.writeSyncStep1(encoder, this.document)));
  }

  gather(step) {
    const last = this.unstored.at(-1);
    if (last && !last.turn) last.step = Y.mergeUpdates([last.step, step]);
    else this.unstored.push({ step });
    const written = this.kept.keep(this.unstored.map((each) => each.step));
    this.waitsSince ??= Date.now();
    this.tellState();
    this.later();
    return written;
  }

  later() {
    this.timer ??= setTimeout(() => this.flush(), GATHER);
  }

  // What another page kept of this pad and could not bring to the server any more.
  takeOver(step) {
    Y.applyUpdate(this.document, step, this);
    return this.gather(step);
  }

  // Before the exchange nothing is sent: it brings over whatever the document holds by then.
  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = this.unstored.filter(({ turn }) => !turn);
    if (this.exchanged && this.mayWrite && waiting.length) {
      const merged = Y.mergeUpdates(waiting.map(({ step }) => step));
      this.sendSteps(message(SYNC, (encoder) => sync.writeUpdate(encoder, merged)));
    }
    if (this.moved.size) {
      const update = encodeAwarenessUpdate(this.awareness, [...this.moved]);
      this.moved.clear();
      this.send(message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update)));
    }
  }

  sendSteps(bytes) {
    this.sent += 1;
    for (const each of this.unstored) each.turn ??= this.sent;
    this.send(bytes);
  }

  send(bytes) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(bytes);
  }

  get allStored() {
    return this.exchanged && !this.unstored.length && this.stored >= this.sent;
  }

  tellState() {
    clearTimeout(this.late);
    if (!this.exchanged) return;
    if (this.allStored) {
      this.waitsSince = undefined;
      if (this.ended) this.hangUp();
      else this.said("together");
    } else if (this.mayWrite) this.tellWaiting();
    else this.said("held");
  }

  tellWaiting() {
    this.waitsSince ??= Date.now();
    const waited = Date.now() - this.waitsSince;
    this.said(waited < LATE ? "sharing" : "late");
    if (waited < LATE) this.late = setTimeout(() => this.tellState(), LATE - waited);
  }

  // Whether all is stored or, without a line, kept on this device: from there static/js/pad-late.js brings it, since a
  // pad whose question has left the table may not open again.
  get done() {
    return !this.unstored.length || (this.kept.works && this.socket.readyState !== WebSocket.OPEN);
  }

  // An open line stays until the last words are stored.
  end() {
    this.ended = true;
    this.said = () => {};
    removeAwarenessStates(this.awareness, [this.document.clientID], "leaving");
    this.flush();
    if (this.done) this.hangUp();
  }

  hangUp() {
    this.lost = () => {};
    this.awareness.destroy();
    window.removeEventListener("beforeunload", this.leaving);
    window.document.removeEventListener("room-reached", this.back);
    for (const timer of [this.retry, this.soon, this.late, this.timer]) clearTimeout(timer);
    clearInterval(this.resync);
    this.kept.close();
    this.socket.close();
    window.document.dispatchEvent(new Event("pad-left"));
  }
}
