// A part of the page was asked for and did not come: said above the page until the next one comes. Pages that save by
// themselves have their own words for it (saving.js).
import { Renewal } from "./saving/renewal.js";

const AWAY = "The server does not answer. What you did last is not done: try again in a moment.";
const GONE = "This is not there any more. Copy what you typed, and load the page again.";
const saves = document.getElementById("outbox") !== null;
const { renew, user, signIn } = document.getElementById("renewal")?.dataset ?? {};
const renewal = renew && new Renewal({ url: renew, user });
let shown = null;

function say(text, ...more) {
  shown?.remove();
  shown = Object.assign(document.createElement("div"), { className: "notice notice--error unanswered", role: "alert" });
  shown.append(text, ...more);
  document.getElementById("main").prepend(shown);
}

function clear() {
  shown?.remove();
  shown = null;
}

// A refusal comes as a page of its own, with the sentence in it.
function sentenceOf({ status, responseText }) {
  const page = new DOMParser().parseFromString(responseText, "text/html");
  return page.querySelector("[role=alert]")?.textContent ?? (status === 404 ? GONE : AWAY);
}

// Loading the page again, as htmx would, leads to the sign-in page and loses what was typed.
function signedOut(event) {
  event.preventDefault();
  renewal.signedOut();
  const link = Object.assign(document.createElement("a"), { href: signIn, target: "_blank", textContent: "Sign in in a new tab" });
  say("You are not signed in any more. What you typed stays here. ", link, " and come back.");
}

if (!saves) {
  document.addEventListener("htmx:sendError", () => say(AWAY));
  document.addEventListener("htmx:timeout", () => say(AWAY));
  document.addEventListener("htmx:responseError", ({ detail }) => detail.xhr.status === 401 || say(sentenceOf(detail.xhr)));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401 && renewal) signedOut(event);
    else if (event.detail.xhr.status < 400) clear();
  });
  renewal?.addEventListener("changed", ({ detail }) => detail.state === "signed-in" && clear());
}
