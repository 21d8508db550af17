// Gives every form that saves by itself its saver (security.md 7.2): `data-saving` names the kind, `data-document` the
// document, `data-version` the version shown.
import { Banner } from "./saving/banner.js";
import { FieldSaver } from "./saving/field_saver.js";
import { outbox, renew, signIn, user } from "./saving/page.js";
import { Renewal } from "./saving/renewal.js";
import { Desk } from "./saving/tabs.js";
import { formOf, TextSaver } from "./saving/text_saver.js";

const WAIT = 1500;
const desks = new Map();
const room = {
  outbox,
  renewal: new Renewal({ url: renew, user }),
  desk(name) {
    if (!desks.has(name)) desks.set(name, new Desk(`${user} ${name}`));
    return desks.get(name);
  },
};
export const savers = [];
const banner = new Banner({ ...room, savers, signIn });

function attend(form, name) {
  const Kind = form.dataset.saving === "note" ? TextSaver : FieldSaver;
  const saver = new Kind({ form, document: name, room });
  savers.push(saver);
  banner.watch(saver);
  return saver;
}

for (const form of document.querySelectorAll("form[data-saving]")) {
  form.addEventListener("submit", (event) => event.preventDefault());
  attend(form, form.dataset.document ?? `${form.dataset.saving}:${form.action}`);
}

// Texts of pages that are not open now are sent all the same. Of one that was stored its own page finds out whether the
// server has it still.
room.outbox.all().then((kept) => {
  for (const [name, record] of kept) {
    const stored = record.text === record.base && !record.queue.length;
    if (record.kind !== "text" || stored || desks.has(name)) continue;
    const form = formOf(record);
    form.dataset.saving = "note";
    attend(form, name);
  }
});

export function saverOf(kind) {
  return savers.find((saver) => saver.form.dataset.saving === kind);
}

// A page that keeps text stays open when the log-in ran out, and fetches what it missed once the same person is back.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.status !== 401) return;
  event.preventDefault();
  room.renewal.signedOut();
});
room.renewal.addEventListener("changed", (event) => {
  if (event.detail.state === "signed-in") document.dispatchEvent(new Event("signed-in-again"));
});

function flushAll(options) {
  savers.forEach((saver) => saver.flush(options));
}

window.addEventListener("blur", () => flushAll());
window.addEventListener("online", () => savers.forEach((saver) => saver.hurry()));
document.addEventListener("room-reached", () => savers.forEach((saver) => saver.unsaved && saver.hurry()));
window.addEventListener("pagehide", () => savers.forEach((saver) => saver.leave()));
document.addEventListener("visibilitychange", () => document.hidden && flushAll({ leaving: true }));
// Sent before the next page is asked for, so that a reload shows what was typed last.
window.addEventListener("beforeunload", (event) => {
  savers.forEach((saver) => saver.leave());
  if (savers.some((saver) => saver.unsaved && (room.outbox.broken || saver.stopped))) event.preventDefault();
});

// A form that moves on lets the savers finish first; what they cannot finish is kept on the device and sent by the
// next page. Only a form that must come after every save (`data-after-saving`) waits for as long as it takes.
const leaving = new WeakSet();
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const waiting = savers.filter((saver) => saver.unsaved && !saver.stopped);
  if (event.defaultPrevented || form.method !== "post" || !waiting.length) return;
  event.preventDefault();
  if (leaving.has(form)) return;
  leaving.add(form);
  banner.leaves(true);
  flushAll();
  const finished = Promise.all(waiting.map(whenSaved));
  const patience = new Promise((done) => setTimeout(done, WAIT));
  await ("afterSaving" in form.dataset ? finished : Promise.race([finished, patience]));
  await Promise.all(waiting.map((saver) => saver.keep()));
  leaving.delete(form);
  banner.leaves(false);
  submitWith(form, event.submitter);
});

function whenSaved(saver) {
  return new Promise((done) => {
    const look = () => saver.unsaved || done(saver.removeEventListener("state", look));
    saver.addEventListener("state", look);
    look();
  });
}

function submitWith(form, button) {
  if (button?.name) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  }
  form.submit();
}
