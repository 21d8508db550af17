// The code beside an answer: Tab indents, and Python runs in a worker that reaches nothing but itself.
const LOADING = 60_000;
const LIMIT = 10_000;

class Runner {
  constructor(address) {
    this.address = address;
  }

  stop() {
    this.worker?.terminate();
    this.worker = undefined;
  }

  // `say`: what to tell meanwhile; Python itself comes with the first run and takes a while.
  run(source, say) {
    say(this.worker ? "Running …" : "Loading Python …");
    this.worker ??= new Worker(this.address, { type: "module" });
    return new Promise((done) => {
      const end = (output) => {
        clearTimeout(this.timer);
        this.end = undefined;
        done(output);
      };
      this.end = (sentence) => {
        this.stop();
        end(sentence);
      };
      this.timer = setTimeout(() => this.end("Python could not be loaded within a minute."), LOADING);
      this.worker.onmessage = ({ data }) => {
        if (data.state !== "running") return end(data.output);
        say("Running …");
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.end("Stopped after 10 seconds."), LIMIT);
      };
      this.worker.onerror = () => this.end("Python could not be started in this browser.");
      this.worker.postMessage({ source });
    });
  }
}

function indent(field) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  if (start === end) return field.setRangeText("    ".slice((start - first) % 4), start, end, "end");
  field.setRangeText(value.slice(first, end).replace(/^/gm, "    "), first, end, "select");
}

function outdent(field) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  field.setRangeText(value.slice(first, end).replace(/^ {1,4}/gm, ""), first, end, start === end ? "end" : "select");
}

// A new line begins where the one before began, and one step further after a colon.
function newline(field) {
  const line = field.value.slice(field.value.lastIndexOf("\n", field.selectionStart - 1) + 1, field.selectionStart);
  const deeper = /:\s*$/.test(line) ? "    " : "";
  field.setRangeText(`\n${/^ */.exec(line)[0]}${deeper}`, field.selectionStart, field.selectionEnd, "end");
}

class Pad {
  constructor(root) {
    this.field = root.querySelector("textarea[name=body]");
    this.output = root.querySelector("[data-output]");
    this.button = root.querySelector("[data-run]");
    // Esc and then Tab leaves the field: nobody is caught in it.
    this.free = false;
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("focus", () => (this.free = false));
    if (!this.button) return;
    this.runner = new Runner(this.button.dataset.run);
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.press());
  }

  key(event) {
    if (event.key === "Escape") this.free = true;
    const act = { Tab: event.shiftKey ? outdent : indent, Enter: newline }[event.key];
    if (event.altKey && event.key === "Enter" && this.button) return event.preventDefault(), this.press();
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (this.free && event.key === "Tab")) return;
    event.preventDefault();
    act(this.field);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async press() {
    if (this.runner.end) return this.runner.end("Stopped.");
    this.button.firstChild.textContent = "Stop ";
    this.output.hidden = false;
    const say = (words) => (this.output.textContent = words);
    this.output.textContent = (await this.runner.run(this.field.value, say)).trimEnd() || "It ran, and printed nothing.";
    this.button.firstChild.textContent = "Run ";
  }
}

for (const root of document.querySelectorAll("[data-code]")) new Pad(root);
