// A form of choices, of which only what was changed travels: two tabs or devices meet only in the same field.
import { operationId, Saver } from "./saver.js";

// {name: values} of what a person can set; a disabled field counts as it stands.
export function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const list = (values[field.name] ??= []);
    if (!["radio", "checkbox"].includes(field.type) || field.checked) list.push(field.value);
  }
  return values;
}

// The same as the server wrote it: what somebody typed before this script came is a change.
function written(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const list = (values[field.name] ??= []);
    if (field.options) list.push(chosen(field)?.value ?? "");
    else if (!["radio", "checkbox"].includes(field.type)) list.push(field.defaultValue);
    else if (field.defaultChecked) list.push(field.value);
  }
  return values;
}

function chosen({ options }) {
  return Array.from(options).find((option) => option.defaultSelected) ?? options[0];
}

export class FieldSaver extends Saver {
  constructor(options) {
    super(options);
    this.base = written(this.form);
    this.form.addEventListener("input", (event) => event.target.name && this.changed());
  }

  get changes() {
    if (!this.base) return {};
    const now = read(this.form);
    return Object.fromEntries(Object.entries(now).filter(([name, values]) => !equal(values, this.base[name])));
  }

  get dirty() {
    return Object.keys(this.changes).length > 0;
  }

  operation() {
    const changes = this.changes;
    return { id: operationId(), action: this.form.action, changes, pairs: this.pairs(changes) };
  }

  // Each change names the value it replaces, so that only the same field changed elsewhere is a conflict. A list of
  // ticks is complete only together with its marker: an empty one says "none".
  pairs(changes) {
    const pairs = [];
    for (const [name, values] of Object.entries(changes)) {
      const field = name.replace(/^tick:/, "ticks:");
      if (field !== name) pairs.push([field, "1"]);
      values.forEach((value) => pairs.push([name, value]));
      pairs.push([`was:${field}`, [...(this.base[name] ?? [])].sort().join(",")]);
    }
    return pairs;
  }

  // Another action on the same document, in its turn: linking evidence.
  enqueue(action, pairs) {
    if (this.dirty && !this.queue.length) this.queue.push(this.operation());
    const operation = { id: operationId(), action, pairs, changes: {} };
    this.queue.push(operation);
    this.keep();
    this.say("saving", "Saving …");
    this.flush();
    return operation.id;
  }

  record() {
    const { action } = this.form;
    return { kind: "fields", action, version: this.version, base: this.base, changes: this.changes, queue: this.queue };
  }

  // What was changed on another page of the same document goes out as it is; what this page shows is set as well.
  restore({ action, changes, queue }) {
    this.queue = queue;
    if (Object.keys(changes).length) queue.push({ id: operationId(), action, changes, pairs: this.pairs(changes) });
    const all = Object.assign({}, ...queue.map((operation) => operation.changes));
    this.write(all);
    Object.assign(this.base, all);
    this.keep();
    this.say("kept", "Kept on this device: sending");
  }

  unite(record) {
    const mine = this.changes;
    this.restore(record);
    this.write(mine);
  }

  acknowledged(operation, told) {
    Object.assign(this.base, operation.changes);
    this.dispatchEvent(new CustomEvent("acknowledged", { detail: operation }));
    this.desk.tell({ version: told.version, changes: operation.changes });
  }

  heard({ version, changes }) {
    if (this.desk.writer) return;
    if (this.handedOver) Object.assign(this, { queue: [], base: read(this.form) });
    const mine = this.changes;
    this.version = version;
    Object.assign(this.base, changes);
    this.write({ ...changes, ...mine });
  }

  write(changes) {
    for (const field of this.form.elements) {
      const values = changes[field.name];
      if (!values) continue;
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type !== "hidden") field.value = values[0] ?? "";
    }
    this.form.dispatchEvent(new Event("shown", { bubbles: true }));
  }

  // The same field was changed elsewhere: the person chooses.
  async conflict({ version }, operation) {
    this.asking = true;
    const theirs = await this.newest();
    if (!theirs) {
      this.asking = false;
      return this.retry();
    }
    this.version = version;
    const clash = Object.keys(operation.changes).filter((name) => !equal(theirs[name], this.base[name]));
    clash.forEach((name) => (this.base[name] = theirs[name] ?? []));
    this.ask(clash, operation);
  }

  get blocked() {
    return super.blocked || this.asking;
  }

  async newest() {
    try {
      const page = await fetch(location.href, { redirect: "error" });
      const found = new DOMParser().parseFromString(await page.text(), "text/html").getElementById(this.form.id);
      return found ? read(found) : null;
    } catch {
      return null;
    }
  }

  ask(clash, operation) {
    this.say("conflict", "Changed on another device as well: choose below");
    const box = Object.assign(document.createElement("div"), { className: "notice notice--warning" });
    const shown = (values) => clash.map((name) => values[name].join(", ") || "none").join(" · ");
    box.append(choice(`Keep mine (${shown(operation.changes)})`, () => this.settle(box, operation, [])));
    box.append(choice(`Take the other (${shown(this.base)})`, () => this.settle(box, operation, clash)));
    this.status.after(box);
  }

  settle(box, operation, given) {
    box.remove();
    this.asking = false;
    given.forEach((name) => delete operation.changes[name]);
    this.write(Object.fromEntries(given.map((name) => [name, this.base[name]])));
    Object.assign(operation, { id: operationId(), pairs: this.pairs(operation.changes) });
    if (!operation.pairs.length) this.queue.shift();
    this.keep();
    if (this.unsaved) this.flush();
    else this.say("saved", "Saved");
  }

}

function choice(label, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.className = "button button--small";
  button.addEventListener("click", act);
  return button;
}

function equal(one = [], other = []) {
  return one.length === other.length && one.every((value) => other.includes(value));
}
