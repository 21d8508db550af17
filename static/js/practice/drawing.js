// Draws on a sheet of 800 by 480. The text of the drawing stands in the form's field, which saves itself.
import { operationId } from "../saving/saver.js";
import { draw, edge, parse, write } from "./shapes.js";

const WIDTH = 800;
const HEIGHT = 480;
const SIZES = { box: [150, 70], oval: [140, 70], store: [120, 80], text: [150, 40] };
const STEPS = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] };
const MOST_UNDONE = 50;

class Drawing {
  constructor(root) {
    this.root = root;
    this.field = root.querySelector("textarea[name=body]");
    this.svg = root.querySelector("[data-canvas]");
    this.place = root.querySelector("[data-shapes]");
    this.words = root.querySelector("[data-words]");
    this.said = root.querySelector("[data-said]");
    this.shapes = parse(this.field.value);
    this.before = [];
    this.tool = "select";
    root.querySelector("[data-tools]").addEventListener("click", (event) => this.pick(event));
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.drag?.(this.at(event)));
    this.svg.addEventListener("pointerup", () => this.up());
    this.svg.addEventListener("pointercancel", () => this.up());
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("focusin", (event) => this.focused(event));
    this.words.addEventListener("input", () => this.write());
    this.words.addEventListener("keydown", (event) => this.leaveWords(event));
    this.field.form.addEventListener("shown", () => this.reload());
    this.show();
  }

  get selected() {
    return this.shapes.find((shape) => shape.id === this.chosen);
  }

  at(event) {
    const frame = this.svg.getBoundingClientRect();
    const within = (value, most) => Math.round(Math.max(0, Math.min(most, value)));
    return { x: within(((event.clientX - frame.left) / frame.width) * WIDTH, WIDTH), y: within(((event.clientY - frame.top) / frame.height) * HEIGHT, HEIGHT) };
  }

  pick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { tool, act } = button.dataset;
    if (act) return this[act]();
    this.use(tool);
    // A press of a key puts the shape down at once: there is no pointer to draw it with.
    if (event.detail === 0 && SIZES[tool]) this.add({ t: tool, ...this.free(tool) });
    else if (event.detail === 0 && tool === "arrow") this.connect();
  }

  use(tool) {
    this.tool = tool;
    this.from = undefined;
    for (const button of this.root.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === tool));
  }

  free(tool) {
    const [w, h] = SIZES[tool];
    const place = this.shapes.length % 16;
    return { x: 40 + (place % 4) * 190, y: 40 + Math.floor(place / 4) * 115, w, h };
  }

  connect() {
    this.from = this.chosen;
    this.said.textContent = this.from ? "Go to the shape where the arrow ends, and press Enter." : "Choose the shape where the arrow begins first.";
    if (!this.from) this.use("select");
  }

  down(event) {
    const start = this.at(event);
    const group = event.target.closest("[data-id]");
    this.svg.setPointerCapture(event.pointerId);
    if (this.tool !== "select") return this.create(start, event);
    event.preventDefault();
    if (!group) return this.choose(undefined);
    this.choose(group.dataset.id);
    this.keep();
    this.drag = event.target.classList.contains("drawing__handle") ? this.resizing() : this.moving(start);
  }

  create(start, event) {
    event.preventDefault();
    this.keep();
    const { tool } = this;
    const shape = tool === "pen" ? { t: tool, p: [[start.x, start.y]] } : { t: tool, x: start.x, y: start.y, w: 0, h: 0 };
    this.put(shape);
    this.drag = (point) => {
      if (tool === "pen") shape.p.push([point.x, point.y]);
      else if (tool === "arrow") Object.assign(shape, { w: point.x - start.x, h: point.y - start.y });
      else Object.assign(shape, { x: Math.min(start.x, point.x), y: Math.min(start.y, point.y), w: Math.abs(point.x - start.x), h: Math.abs(point.y - start.y) });
      this.show();
    };
    this.made = shape;
  }

  resizing() {
    const shape = this.selected;
    return (point) => {
      const least = shape.t === "arrow" ? -Infinity : 20;
      Object.assign(shape, { w: Math.max(least, point.x - shape.x), h: Math.max(least, point.y - shape.y) });
      this.show();
    };
  }

  moving(start) {
    let last = start;
    const ends = this.endsIn(this.selected);
    return (point) => {
      this.shift(this.selected, point.x - last.x, point.y - last.y, ends);
      last = point;
      this.show();
    };
  }

  // The ends of arrows that lie on a shape go with it.
  endsIn(shape) {
    const on = (x, y) => x >= shape.x - 12 && x <= shape.x + shape.w + 12 && y >= shape.y - 12 && y <= shape.y + shape.h + 12;
    const arrows = SIZES[shape.t] ? this.shapes.filter((other) => other.t === "arrow") : [];
    return arrows.flatMap((arrow) => [...(on(arrow.x, arrow.y) ? [[arrow, 1]] : []), ...(on(arrow.x + arrow.w, arrow.y + arrow.h) ? [[arrow, -1]] : [])]);
  }

  shift(shape, dx, dy, ends) {
    if (shape.t === "pen") shape.p = shape.p.map(([x, y]) => [x + dx, y + dy]);
    else Object.assign(shape, { x: shape.x + dx, y: shape.y + dy });
    for (const [arrow, side] of ends) {
      if (side > 0) Object.assign(arrow, { x: arrow.x + dx, y: arrow.y + dy, w: arrow.w - dx, h: arrow.h - dy });
      else Object.assign(arrow, { w: arrow.w + dx, h: arrow.h + dy });
    }
  }

  up() {
    if (!this.drag) return;
    this.drag = undefined;
    const shape = this.made;
    this.made = undefined;
    if (!shape) return this.changed();
    if (SIZES[shape.t] && (shape.w < 20 || shape.h < 20)) Object.assign(shape, Object.fromEntries(SIZES[shape.t].map((size, at) => ["wh"[at], size])));
    const nothing = shape.t === "arrow" ? Math.hypot(shape.w, shape.h) < 10 : shape.t === "pen" && shape.p.length < 2;
    if (nothing) this.shapes.pop();
    if (shape.t !== "pen") this.use("select");
    this.changed();
    // The sheet stays where it is under the pointer; the words appear in the shape as they are typed.
    if (SIZES[shape.t]) this.words.focus({ preventScroll: true });
  }

  key(event) {
    const shape = this.selected;
    if (!shape) return;
    if (STEPS[event.key]) {
      this.keep();
      this.shift(shape, ...STEPS[event.key], this.endsIn(shape));
    } else if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else if (event.key === "Enter" && this.from && this.from !== shape.id) this.join(shape);
    else if (event.key === "Enter") this.words.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.changed();
    this.place.querySelector(`[data-id="${this.chosen}"]`)?.focus();
  }

  join(end) {
    const begin = this.shapes.find((shape) => shape.id === this.from);
    const middle = (shape) => ({ x: shape.x + shape.w / 2, y: shape.y + shape.h / 2 });
    const [one, other] = [edge(begin, middle(end)), edge(end, middle(begin))];
    this.said.textContent = "Arrow drawn.";
    this.use("select");
    this.add({ t: "arrow", x: one.x, y: one.y, w: other.x - one.x, h: other.y - one.y });
  }

  focused(event) {
    const id = event.target.closest?.("[data-id]")?.dataset.id;
    if (id && id !== this.chosen) {
      this.choose(id);
      this.place.querySelector(`[data-id="${id}"]`)?.focus();
    }
  }

  leaveWords(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.place.querySelector(`[data-id="${this.chosen}"]`)?.focus();
  }

  put(shape) {
    this.shapes.push(Object.assign(shape, { id: operationId().slice(0, 8), s: shape.s ?? "" }));
    this.chosen = shape.id;
    this.show();
  }

  add(shape) {
    this.keep();
    this.put(shape);
    this.changed();
    this.use("select");
    if (SIZES[shape.t]) this.words.focus();
  }

  write() {
    if (!this.selected) return;
    this.selected.s = this.words.value;
    this.changed();
  }

  choose(id) {
    this.chosen = id;
    this.show();
  }

  keep() {
    this.before.push(write(this.shapes));
    if (this.before.length > MOST_UNDONE) this.before.shift();
  }

  remove() {
    if (!this.selected) return;
    this.keep();
    this.shapes = this.shapes.filter((shape) => shape.id !== this.chosen);
    this.chosen = undefined;
    this.changed();
  }

  undo() {
    if (!this.before.length) return;
    this.shapes = parse(this.before.pop());
    this.changed();
  }

  changed() {
    this.show();
    this.field.value = write(this.shapes);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Another tab or device drew as well.
  reload() {
    this.shapes = parse(this.field.value);
    this.show();
  }

  show() {
    this.place.replaceChildren(...this.shapes.map((shape) => draw(shape, shape.id === this.chosen)));
    const shape = this.selected;
    const named = Boolean(shape) && shape.t !== "pen";
    this.words.disabled = !named;
    if (document.activeElement !== this.words || !named) this.words.value = named ? shape.s : "";
    this.root.querySelector("[data-act=remove]").disabled = !shape;
    this.root.querySelector("[data-act=undo]").disabled = !this.before.length;
    this.root.querySelector("[data-empty]").toggleAttribute("hidden", this.shapes.length > 0);
  }
}

for (const root of document.querySelectorAll("[data-drawing]")) {
  root.querySelector("[data-editor]").hidden = false;
  new Drawing(root);
}
