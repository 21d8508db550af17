// Builds static/pad/: one module for the page, the worker that runs Python, and pyodide beside it.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../../static/pad/");
const PYODIDE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

await rm(out, { recursive: true, force: true });
await mkdir(`${out}pyodide`, { recursive: true });
await build({
  entryPoints: { pad: here("src/pad.js"), "python-worker": here("src/python-worker.js") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked",
  external: ["./pyodide/pyodide.mjs"],
  // Carets set style attributes, which the page's policy forbids; our own dom sets styles by script.
  alias: { "lib0/dom": here("src/dom.js") },
});
for (const name of PYODIDE) {
  const from = here(`node_modules/pyodide/${name}`);
  await cp(from, `${out}pyodide/${name}`).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
}
// Source maps are not shipped, and a storage that hashes names would look for them.
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.js"]) {
  const text = await readFile(`${out}pyodide/${name}`, "utf8").catch(() => null);
  if (text !== null) await writeFile(`${out}pyodide/${name}`, text.replace(/\/\/# sourceMappingURL=.*/g, ""));
}
