// The bell of a room: a frame says that something changed; htmx then fetches what this person may see. While the
// socket is away the same fragments are asked for by the clock.
const POLL = 2500;
const LONGEST = 5000;

export function listen(bell) {
  let attempt = 0;
  let open = false;
  let retry;
  let ringing;

  // Several frames at once are one question.
  function ring() {
    ringing ??= setTimeout(() => {
      ringing = undefined;
      window.htmx.trigger(document.body, "room-changed");
    }, 30);
  }

  function connect() {
    clearTimeout(retry);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    let socket;
    try {
      socket = new WebSocket(`${scheme}//${location.host}${bell.dataset.socket}`);
    } catch {
      return later();
    }
    socket.addEventListener("open", () => {
      open = true;
      attempt = 0;
      document.dispatchEvent(new Event("room-reached"));
    });
    socket.addEventListener("message", ring);
    // 4404: no right to listen. The page asks once more and shows what it is told.
    socket.addEventListener("close", (event) => {
      open = false;
      if (event.code === 4404) ring();
      later();
    });
  }

  function later() {
    retry = setTimeout(connect, Math.min(LONGEST, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2));
  }

  function now() {
    if (open) return;
    attempt = 0;
    connect();
  }

  connect();
  setInterval(() => open || document.hidden || ring(), POLL);
  window.addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  // The server answers again: no need to sit out the wait for the socket.
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    document.dispatchEvent(new Event("room-reached"));
  });
}
