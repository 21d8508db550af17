// Keeps a Yjs document and its carets equal with the server over one socket. Steps are gathered for a moment, so that
// typing costs a few messages a second; after a broken line both sides exchange what the other lacks.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const GATHER = 80;
const RESYNC = 15_000;
const LONGEST_WAIT = 10_000;
const DENIED = 4404;
const READ_ONLY = 4403;
// So many calls without one answer: sockets do not get through this network.
const HOPELESS = 3;

export class Provider {
  constructor(path, document, said) {
    this.path = path;
    this.document = document;
    this.said = said;
    this.awareness = new Awareness(document);
    this.steps = [];
    this.attempt = 0;
    this.document.on("update", (step, origin) => origin !== this && this.gather(step));
    this.awareness.on("update", ({ added, updated, removed }, origin) => {
      if (origin !== this) this.sendAwareness([...added, ...updated, ...removed]);
    });
    this.resync = setInterval(() => this.ask(), RESYNC);
    // What was typed while the line is broken is in this page alone.
    this.leaving = (event) => this.unshared && event.preventDefault();
    window.addEventListener("beforeunload", this.leaving);
    this.connect();
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.path}`);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.answered = true;
      this.attempt = 0;
      this.ask();
      this.sendAwareness([this.document.clientID]);
    });
    socket.addEventListener("message", (frame) => this.receive(new Uint8Array(frame.data)));
    socket.addEventListener("close", (event) => this.lost(event));
  }

  lost(event) {
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.document.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (this.ended || event.code === DENIED || event.code === READ_ONLY) return this.said("closed");
    if (!this.answered && this.attempt >= HOPELESS - 1) return this.said("blocked");
    this.said("offline");
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** this.attempt++) * (0.5 + Math.random() / 2);
    this.retry = setTimeout(() => this.connect(), wait);
  }

  receive(bytes) {
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === AWARENESS) return applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    const read = sync.readSyncMessage(decoder, encoder, this.document, this);
    // An answer to the server's question is what it lacks; an empty one is not worth a message.
    if (read === sync.messageYjsSyncStep1 && encoding.length(encoder) > 5) this.send(encoding.toUint8Array(encoder));
    if (read !== sync.messageYjsSyncStep2) return;
    this.unshared = false;
    this.said("together");
  }

  ask() {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    sync.writeSyncStep1(encoder, this.document);
    this.send(encoding.toUint8Array(encoder));
  }

  gather(step) {
    this.unshared ||= this.socket.readyState !== WebSocket.OPEN;
    this.steps.push(step);
    this.timer ??= setTimeout(() => this.flush(), GATHER);
  }

  flush() {
    this.timer = undefined;
    if (!this.steps.length) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    sync.writeUpdate(encoder, Y.mergeUpdates(this.steps));
    this.steps = [];
    this.send(encoding.toUint8Array(encoder));
  }

  sendAwareness(clients) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, clients));
    this.send(encoding.toUint8Array(encoder));
  }

  // What cannot be sent now is not lost: the document holds it, and the next exchange brings it over.
  send(bytes) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(bytes);
  }

  end() {
    this.ended = true;
    this.flush();
    removeAwarenessStates(this.awareness, [this.document.clientID], "leaving");
    window.removeEventListener("beforeunload", this.leaving);
    clearInterval(this.resync);
    clearTimeout(this.retry);
    this.awareness.destroy();
    this.socket.close();
  }
}
