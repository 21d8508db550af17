// The bell of a room: a frame holds the number of the newest event; htmx then fetches what this person may see. Who
// connects says which number the page shows, and is rung at once when there is more. While no socket is open, or one is
// open and hears nothing, the same fragments are asked for by the clock.
const POLL = 2500;
const LONGEST = 5000;
const DEAF = 1000;
export const FRAGMENTS = '[hx-trigger*="room-changed"]';

function shown() {
  return Math.max(0, ...Array.from(document.querySelectorAll("[data-seq]"), (place) => Number(place.dataset.seq)));
}

export function listen(bell) {
  let socket;
  let attempt = 0;
  let heard = 0;
  let retry;
  let ringing;
  let asking = 0;
  let again = false;
  // Before htmx has read the page nobody hears a ring.
  let ready = document.readyState === "complete";

  const open = () => socket?.readyState === WebSocket.OPEN;
  // A candidate's page that has said goodbye has nobody left to listen to.
  const over = () => document.querySelector("[data-over]") !== null;

  // Several frames at once are one question. An answer that is on its way may be older than the ring: then once more.
  function ring() {
    ringing ??= setTimeout(() => {
      ringing = undefined;
      again = asking > 0 || !ready;
      if (!again) window.htmx.trigger(document.body, "room-changed");
    }, 30);
  }

  function connect() {
    clearTimeout(retry);
    if (over()) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const mine = new WebSocket(`${scheme}//${location.host}${bell.dataset.socket}?seq=${shown() || ""}`);
    socket = mine;
    mine.addEventListener("open", () => {
      attempt = 0;
      heard = Math.max(heard, shown());
      document.dispatchEvent(new Event("room-reached"));
    });
    mine.addEventListener("message", (frame) => {
      heard = JSON.parse(frame.data).seq;
      ring();
    });
    // 4404: no right to listen. The page asks once more and shows what it is told.
    mine.addEventListener("close", (event) => {
      if (socket !== mine) return;
      if (event.code === 4404) ring();
      retry = setTimeout(connect, Math.min(LONGEST, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2));
    });
  }

  function anew() {
    const old = socket;
    socket = null;
    old?.close();
    attempt = 0;
    connect();
  }

  function once() {
    if (!again || asking > 0) return;
    again = false;
    ring();
  }

  connect();
  for (const [place, name] of [[document, "DOMContentLoaded"], [window, "load"]]) {
    place.addEventListener(name, () => {
      ready = true;
      once();
    });
  }
  setInterval(() => open() || document.hidden || over() || ring(), POLL);
  // The line is back: whatever the old socket thinks of itself, it may be dead.
  const back = () => {
    for (const fragment of document.querySelectorAll(FRAGMENTS)) window.htmx.trigger(fragment, "htmx:abort");
    ring();
    anew();
  };
  window.addEventListener("online", back);
  document.addEventListener("signed-in-again", back);
  document.addEventListener("visibilitychange", () => document.hidden || open() || anew());
  const isFragment = (event) => event.detail.requestConfig.elt.matches(FRAGMENTS);
  document.body.addEventListener("htmx:beforeRequest", (event) => isFragment(event) && (asking += 1));
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (isFragment(event)) asking -= 1;
    once();
    if (!event.detail.successful) return;
    document.dispatchEvent(new Event("room-reached"));
    // The server answers, so there is no need to sit out the wait for the socket; and a page that knows of more than
    // its open socket ever said has a deaf one.
    if (!socket || socket.readyState === WebSocket.CLOSED) anew();
    else if (open()) setTimeout(() => open() && shown() > heard && anew(), DEAF);
  });
}
