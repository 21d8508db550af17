// What the page says in #outbox: who types here and with which key it is kept. The key leaves the document at once.
import { Outbox } from "./outbox.js";

const page = document.getElementById("outbox");
const { key, now } = page?.dataset ?? {};
const started = Number(now) - performance.now();
page?.removeAttribute("data-key");

export const { user, renew, signIn } = page?.dataset ?? {};
export const outbox = new Outbox({ key: key ?? "", owner: user ?? "", now: () => started + performance.now() });
