// The lobby's check of this device. Everything is tried here and nothing is sent: the server never learns the result.
const list = document.getElementById("checks");
const again = document.getElementById("device-again");
const media = document.getElementById("device-media");
const SLOW = 600;
let stream;

function show(name, state, text) {
  const id = `check-${name}`;
  const item = document.getElementById(id) ?? list.appendChild(Object.assign(document.createElement("li"), { id }));
  item.dataset.state = state;
  item.textContent = text;
}

async function connection() {
  show("connection", "busy", "Trying the connection …");
  const times = [];
  try {
    for (let n = 0; n < 3; n += 1) {
      const start = performance.now();
      const answer = await fetch(`${document.getElementById("device").dataset.ping}?${start}`, { cache: "no-store" });
      if (!answer.ok) throw new Error("refused");
      times.push(performance.now() - start);
    }
  } catch {
    return show("connection", "bad", "The server cannot be reached. Check your network, then check again.");
  }
  const best = Math.round(Math.min(...times));
  if (best > SLOW) return show("connection", "warn", `The connection is slow (${best} ms). It works; close what you do not need.`);
  show("connection", "good", `The connection is good (${best} ms).`);
}

// A network that blocks sockets costs little: the page then asks by the clock.
function live() {
  const bell = document.getElementById("bell");
  if (!bell) return;
  show("live", "busy", "Trying live updates …");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${bell.dataset.socket}`);
  const timer = setTimeout(() => socket.close(), 5000);
  let opened = false;
  socket.addEventListener("open", () => {
    opened = true;
    socket.close();
  });
  socket.addEventListener("close", () => {
    clearTimeout(timer);
    if (opened) show("live", "good", "Live updates work.");
    else show("live", "warn", "Live updates are blocked by your network. The page asks every few seconds instead.");
  });
}

function browser() {
  const able = "locks" in navigator && CSS.supports("selector(:has(*))") && "WebAssembly" in window;
  if (able) show("browser", "good", "Your browser can do everything this needs.");
  else show("browser", "warn", "Your browser is old. Questions will show; for the shared pad, a newer one is better.");
  if (innerWidth < 600) show("width", "warn", "A small screen works. For typing code, a larger one is easier.");
}

async function tryMedia() {
  media.disabled = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  } catch {
    show("media", "warn", "Microphone or camera could not be used here. Your call may still be allowed to.");
    media.disabled = false;
    return;
  }
  show("media", "good", "Microphone and camera work.");
  document.getElementById("device-preview").hidden = false;
  const video = document.getElementById("device-video");
  video.srcObject = stream;
  video.play();
  level();
  media.disabled = false;
  media.textContent = "Stop";
}

function level() {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const meter = document.getElementById("device-level");
  (function draw() {
    if (!stream) return context.close();
    analyser.getFloatTimeDomainData(samples);
    meter.value = Math.max(...samples.map(Math.abs));
    requestAnimationFrame(draw);
  })();
}

function stopMedia() {
  for (const track of stream.getTracks()) track.stop();
  stream = undefined;
  document.getElementById("device-preview").hidden = true;
  media.textContent = "Try microphone and camera";
}

export function checkDevice() {
  const all = () => {
    connection();
    live();
    browser();
  };
  again.hidden = false;
  again.addEventListener("click", all);
  media.hidden = !navigator.mediaDevices?.getUserMedia;
  media.addEventListener("click", () => (stream ? stopMedia() : tryMedia()));
  all();
}
