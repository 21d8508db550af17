// The steps of this page that are not known to be stored, kept on this device until they are (static/js/saving).
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";

export class Kept {
  constructor(module, pad, text) {
    this.text = text;
    this.opening = import(module).then(({ Drawer }) => (this.drawer = new Drawer(`pad:${pad}`)));
  }

  get works() {
    return this.drawer?.broken === false;
  }

  async keep(steps) {
    const drawer = await this.opening;
    if (!steps.length) return drawer.empty();
    const room = document.getElementById("pad-late")?.dataset.room;
    await drawer.keep({ kind: "pad", room, text: this.text.toString(), update: toBase64(Y.mergeUpdates(steps)) });
  }

  // What other pages left behind; `take` resolves when this page has kept it.
  async takeOver(take) {
    const drawer = await this.opening;
    await drawer.takeOver((record) => take(fromBase64(record.update)).then(() => true));
  }

  close() {
    this.drawer?.close?.();
  }
}
