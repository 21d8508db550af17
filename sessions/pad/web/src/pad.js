// The shared pad of the question on the table. The page's fragments say which pad is meant ([data-pad]); the editor
// itself stands outside of whatever htmx swaps.
import { indentWithTab } from "@codemirror/commands";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import * as Y from "yjs";
import { Kept } from "./kept.js";
import { languages } from "./languages.js";
import { Provider } from "./provider.js";
import { run } from "./runner.js";

// Each can be seen on light and on dark, and carries white words.
const COLOURS = ["#0f7f76", "#a85b00", "#8255c8", "#c73e3e", "#2f74c4"];
// How long the names at carets stay after others typed or moved.
const NAMED = 3_000;
const STATES = {
  connecting: "Connecting …",
  sharing: "Sharing …",
  together: "Shared",
  late: "Kept on this device: not stored yet",
  offline: "Offline: kept on this device",
  held: "Not shared yet: it goes out when writing is open again",
  closed: "This pad is closed",
  full: "Not taken: the pad holds 50 kB",
};
const UNKEPT = { late: "Not stored yet: keep this page open", offline: "Offline: keep this page open" };
// Somebody who types on would see the word change with every key: it is said when the keys rest.
const REST = 300;
// A screen reader hears what lasts.
const LASTING = 1_500;
const RUNS_SHOWN = 5;
const RUNS_KEPT = 20;
// As the server's: a pad of more bytes could not be sent in one message.
const LARGEST = 50_000;
const host = document.getElementById("pad");
const part = (name) => host.querySelector(`[data-pad-part="${name}"]`);
const nonce = document.querySelector("meta[name=pad-nonce]")?.content;
// Colours come from the page's tokens through classes, so that dark mode and contrast are the page's own.
const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "pad-keyword" },
    { tag: [tags.string, tags.special(tags.string), tags.regexp], class: "pad-string" },
    { tag: [tags.comment, tags.meta], class: "pad-comment" },
    { tag: [tags.number, tags.bool, tags.null], class: "pad-number" },
    { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], class: "pad-name" },
  ]),
);
// Colours of the page's tokens, so that dark mode and contrast are the page's own; the editor's styles would win over
// a style sheet's layers.
const theme = EditorView.theme({
  "&": { fontSize: "0.95rem", minHeight: "var(--pad-least, 16rem)", maxHeight: "60vh", color: "var(--ink)", backgroundColor: "var(--surface)" },
  // The frame around the pad shows the focus: the gutter would cover an outline of the editor.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "var(--pad-least, 16rem)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-ySelectionInfo": { fontFamily: "var(--font)", fontSize: "0.7rem", lineHeight: "1.3", top: "-1.25em", padding: "0 4px", borderRadius: "3px 3px 3px 0" },
  ".cm-line:first-child .cm-ySelectionInfo": { top: "1.9em", borderRadius: "0 3px 3px 3px" },
  ".pad--names & .cm-ySelectionInfo": { opacity: "1" },
  ".cm-gutters": { color: "var(--ink-soft)", backgroundColor: "var(--surface)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--sunken) 70%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-selectionMatch": { backgroundColor: "var(--warn-soft)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--good-soft)", color: "inherit" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-soft)", color: "inherit" },
  ".cm-tooltip, .cm-panels": { color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--accent-ink)", backgroundColor: "var(--accent)" },
  ".cm-foldPlaceholder": { color: "var(--ink-soft)", backgroundColor: "var(--sunken)", borderColor: "var(--line)" },
});
let open;

class Pad {
  constructor(marker) {
    this.id = marker.dataset.pad;
    this.mayWrite = marker.dataset.padMayWrite === "yes";
    this.document = new Y.Doc();
    this.text = this.document.getText("text");
    this.settings = this.document.getMap("settings");
    this.runs = this.document.getArray("runs");
    this.language = new Compartment();
    this.writing = new Compartment();
    this.kept = new Kept(host.dataset.drawer, this.id, this.text);
    this.provider = new Provider({
      path: marker.dataset.padSocket,
      document: this.document,
      mayWrite: this.mayWrite,
      kept: this.kept,
      said: (state) => this.said(state),
    });
    this.kept.takeOver((step) => this.provider.takeOver(step));
    this.name = marker.dataset.padName;
    this.takeColour(COLOURS[this.document.clientID % COLOURS.length]);
    this.provider.awareness.on("change", (_, origin) => origin === this.provider && this.someoneMoved());
    this.document.on("update", (_, origin) => origin === this.provider && this.showNames());
    this.editor = this.makeEditor();
    this.settings.observe(() => this.showLanguage());
    this.runs.observe(() => this.showRuns());
    this.say("connecting");
    this.showLanguage();
    this.showRuns();
  }

  makeEditor() {
    const undo = new Y.UndoManager(this.text);
    const extensions = [
      theme,
      basicSetup,
      colours,
      indentUnit.of("    "),
      EditorState.changeFilter.of((change) => this.fits(change)),
      keymap.of([...yUndoManagerKeymap, indentWithTab]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-labelledby": "pad-title", "aria-describedby": "pad-keys" }),
      EditorView.updateListener.of(({ selectionSet, view }) => selectionSet && view.hasFocus && uncover(view)),
      this.writing.of(writable(false)),
      this.language.of([]),
      yCollab(this.text, this.provider.awareness, { undoManager: undo }),
    ];
    if (nonce) extensions.push(EditorView.cspNonce.of(nonce));
    const parent = part("editor");
    parent.replaceChildren();
    return new EditorView({ state: EditorState.create({ doc: this.text.toString(), extensions }), parent });
  }

  takeColour(colour) {
    this.colour = colour;
    this.provider.awareness.setLocalStateField("user", { name: this.name, color: colour, colorLight: `${colour}33` });
  }

  // Of two with one colour, the one with the smaller number keeps it.
  someoneMoved() {
    this.showNames();
    const own = this.document.clientID;
    const others = [...this.provider.awareness.getStates()].filter(([id, state]) => id !== own && state.user);
    if (!others.some(([id, { user }]) => id < own && user.color === this.colour)) return;
    const taken = others.map(([, { user }]) => user.color);
    this.takeColour(COLOURS.find((colour) => !taken.includes(colour)) ?? this.colour);
  }

  showNames() {
    host.classList.add("pad--names");
    clearTimeout(this.naming);
    this.naming = setTimeout(() => host.classList.remove("pad--names"), NAMED);
  }

  // What the other side typed always fits: it was let in over there.
  fits(change) {
    const longer = change.newDoc.length > change.startState.doc.length;
    if (!longer || !change.isUserEvent("input")) return true;
    const fits = new TextEncoder().encode(change.newDoc.toString()).length <= LARGEST;
    if (!fits) this.say("full");
    return fits;
  }

  // Nobody types before the pad has said what it holds.
  said(state) {
    if (state === "blocked") return usePlainPad(this);
    if (state === "together" && !this.begun) {
      this.begun = true;
      this.allow(this.mayWrite);
    }
    clearTimeout(this.resting);
    const typed = part("state").dataset.state === "sharing" && state === "together";
    if (typed) this.resting = setTimeout(() => this.say(state), REST);
    else this.say(state);
  }

  allow(mayWrite) {
    this.mayWrite = mayWrite;
    this.editor.dispatch({ effects: this.writing.reconfigure(writable(mayWrite && this.begun)) });
    this.showLanguage();
    this.provider.allow(mayWrite);
  }

  say(state) {
    const words = (!this.kept.works && UNKEPT[state]) || STATES[state];
    part("state").textContent = words;
    part("state").dataset.state = state;
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.speak(words), LASTING);
  }

  speak(words) {
    if (part("spoken").textContent !== words) part("spoken").textContent = words;
  }

  get chosen() {
    const name = this.settings.get("language");
    return name in languages ? name : "python";
  }

  showLanguage() {
    const name = this.chosen;
    part("language").value = name;
    part("language").disabled = !this.mayWrite;
    part("run").hidden = name !== "python" || !this.mayWrite;
    this.editor.dispatch({ effects: this.language.reconfigure(languages[name][1]()) });
  }

  showRuns() {
    const shown = this.runs.toArray().slice(-RUNS_SHOWN).reverse();
    part("runs").replaceChildren(
      ...shown.map(({ by, output }) => {
        const item = document.createElement("li");
        const who = Object.assign(document.createElement("p"), { className: "muted", textContent: `Run by ${by}` });
        const said = Object.assign(document.createElement("pre"), { textContent: output.trimEnd() || "No output." });
        item.append(who, said);
        return item;
      }),
    );
  }

  async run() {
    part("run").disabled = true;
    part("run").textContent = "Running …";
    const output = await run(this.text.toString());
    this.document.transact(() => {
      this.runs.push([{ by: this.name, output }]);
      if (this.runs.length > RUNS_KEPT) this.runs.delete(0, this.runs.length - RUNS_KEPT);
    });
    part("run").disabled = false;
    part("run").textContent = "Run";
  }

  end() {
    clearTimeout(this.resting);
    clearTimeout(this.speaking);
    clearTimeout(this.naming);
    this.provider.end();
    this.editor.destroy();
  }
}

function writable(yes) {
  return [EditorState.readOnly.of(!yes), EditorView.editable.of(yes)];
}

// The interviewer's note lies over the lower end of a long pad.
function uncover(view) {
  const note = document.getElementById("note-form");
  if (!note) return;
  view.requestMeasure({
    key: uncover,
    read: () => view.coordsAtPos(view.state.selection.main.head)?.bottom - note.getBoundingClientRect().top,
    write: (covered) => covered > 0 && note.closest(".room__stage").scrollBy(0, covered + 12),
  });
}

// Where sockets are blocked, the text field over HTTP takes the editor's place.
function usePlainPad(pad) {
  document.body.removeEventListener("htmx:afterSettle", follow);
  pad.end();
  const plain = document.createElement("textarea");
  plain.className = "textarea pad__plain";
  Object.assign(plain.dataset, { padPart: "plain" });
  Object.assign(plain, { rows: 14, maxLength: 40_000, spellcheck: false, readOnly: true });
  plain.setAttribute("aria-label", "Shared pad");
  part("editor").replaceChildren(plain);
  for (const name of ["language", "run"]) part(name).hidden = true;
  document.getElementById("pad-keys").remove();
  import(host.dataset.plain);
}

function follow() {
  const marker = document.querySelector("[data-pad]");
  if (marker && marker.dataset.pad === open?.id) return open.allow(marker.dataset.padMayWrite === "yes");
  open?.end();
  open = undefined;
  host.hidden = !marker;
  if (marker) open = new Pad(marker);
}

for (const [name, [label]] of Object.entries(languages)) part("language").append(new Option(label, name));
part("language").addEventListener("change", (event) => open?.settings.set("language", event.target.value));
part("run").addEventListener("click", () => open?.run());
document.body.addEventListener("htmx:afterSettle", follow);
follow();
