// The bell of a room: a frame says that something changed; htmx then fetches what this person may see.
const bell = document.getElementById("bell");
let attempt = 0;
let seen = 0;

function ring() {
  window.htmx.trigger(document.body, "room-changed");
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${bell.dataset.socket}`);
  socket.addEventListener("open", () => {
    attempt = 0;
    ring();
  });
  socket.addEventListener("message", (frame) => {
    const { seq } = JSON.parse(frame.data);
    if (seq > seen) {
      seen = seq;
      ring();
    }
  });
  socket.addEventListener("close", (event) => {
    // 4404: no right to listen. The page still asks by itself every few seconds.
    if (event.code === 4404) return;
    const wait = Math.min(10_000, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2);
    setTimeout(connect, wait);
  });
}

if (bell) connect();
