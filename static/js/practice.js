// The desk of one question: a timer that counts only while the page is seen, hand-over after saving, keys.
const seconds = Array.from(document.querySelectorAll("[data-seconds]"));

function clock(total) {
  const minutes = Math.floor(total / 60);
  return `${minutes}:${String(total % 60).padStart(2, "0")}`;
}

class Timer {
  constructor(root) {
    this.root = root;
    this.face = root.querySelector("[data-face]");
    this.word = root.querySelector("[data-word]");
    this.button = root.querySelector("[data-toggle]");
    this.spent = Number(root.dataset.spent);
    this.allowed = Number(root.dataset.allowed) || null;
    this.shown = !("hidden" in root.dataset);
    // The clock of a mock goes on while nobody looks.
    this.always = "always" in root.dataset;
    this.begun = this.spent;
    this.arrived = performance.now();
    root.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.draw();
    setInterval(() => this.tick(), 1000);
  }

  tick() {
    if (document.hidden && !this.always) return;
    this.spent = this.always ? this.begun + Math.floor((performance.now() - this.arrived) / 1000) : this.spent + 1;
    for (const field of seconds) field.value = this.spent;
    this.draw();
  }

  toggle() {
    this.shown = !this.shown;
    this.draw();
  }

  draw() {
    const late = this.allowed !== null && this.spent >= this.allowed;
    this.root.dataset.state = late ? "late" : "running";
    this.face.textContent = this.shown ? this.text() : "";
    this.button.setAttribute("aria-pressed", String(!this.shown));
    this.button.firstChild.textContent = this.shown ? "Hide " : "Show the timer ";
    // Said once, when it becomes true: a live region that speaks each second is noise.
    const word = late && "strict" in this.root.dataset ? "Time is up. Compare now, or finish your thought." : "";
    if (this.word.textContent !== word) this.word.textContent = word;
  }

  text() {
    if (this.allowed === null) return clock(this.spent);
    return "strict" in this.root.dataset ? `${clock(Math.max(0, this.allowed - this.spent))} left` : `${clock(this.spent)} of ${clock(this.allowed)}`;
  }
}

for (const root of document.querySelectorAll("[data-timer]")) new Timer(root);

// What is left of a mock. It counts from the server's number; whether the time is up, the server says (#status).
const remaining = document.querySelector("[data-left]");
const NEAR = 120;
if (remaining) {
  const arrived = performance.now();
  const tell = () => {
    const since = "still" in remaining.dataset ? 0 : (performance.now() - arrived) / 1000;
    const seconds = Math.max(0, Math.ceil(Number(remaining.dataset.left) - since));
    remaining.textContent = clock(seconds);
    remaining.parentElement.toggleAttribute("data-near", seconds <= NEAR);
  };
  tell();
  setInterval(tell, 1000);
}

// A button that would post the editor's form hands over to a form that waits for the saved draft (saving.js).
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-hands]");
  if (!button) return;
  event.preventDefault();
  document.getElementById(button.dataset.hands).requestSubmit();
});

const editor = document.getElementById("body");
// Whoever comes back goes on where the text ends.
editor?.setSelectionRange(editor.value.length, editor.value.length);
const press = (selector) => document.querySelector(selector)?.click();
const keys = {
  h: () => press("#hints button[data-key=h]"),
  t: () => press("[data-timer] [data-toggle]"),
  a: () => editor?.focus(),
  n: () => press("a[data-key=n], button[data-key=n]"),
  r: () => document.getElementById("reflection")?.focus(),
  b: () => press(".page-header button[value=bookmark]"),
  "?": () => document.querySelector("details.desk-keys")?.toggleAttribute("open"),
};

function rates(event) {
  const digit = /^Digit([1-5])$/.exec(event.code)?.[1];
  const form = document.getElementById("values");
  if (!digit || !form) return false;
  const value = event.shiftKey && digit !== "5" ? `${digit}.5` : digit;
  form.querySelector(`button[value="${value}"]`)?.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && document.querySelector("button[data-key='ctrl+enter']")) {
    event.preventDefault();
    return press("button[data-hands=compare], button[data-key='ctrl+enter']");
  }
  const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (typing && event.key === "Escape") return typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (rates(event)) return event.preventDefault();
  if (event.key in keys) {
    event.preventDefault();
    keys[event.key]();
  }
});
