// Runs Python in this browser alone. The policy that comes with this file lets it load pyodide and nothing else: no
// page, no cookie, no address of the product or of the network can be reached from here.
const OUTPUT_LIMIT = 8_000;
const home = new URL("./pyodide/", import.meta.url).href;
const ready = import(/* the bundle leaves this import alone */ "./pyodide/pyodide.mjs").then(({ loadPyodide }) =>
  loadPyodide({ indexURL: home }),
);

// A traceback begins with pyodide's own lines, which say nothing about the pad's code.
function own(traceback) {
  const start = traceback.indexOf('  File "<exec>"');
  return start < 0 ? traceback : `Traceback (most recent call last):\n${traceback.slice(start).replaceAll('"<exec>"', '"pad"')}`;
}

self.addEventListener("message", async ({ data }) => {
  let output = "";
  const write = (text) => {
    if (output.length < OUTPUT_LIMIT) output += `${text}\n`;
  };
  try {
    const python = await ready;
    self.postMessage({ state: "running" });
    python.setStdout({ batched: write });
    python.setStderr({ batched: write });
    const result = await python.runPythonAsync(data.source, { globals: python.toPy({ __name__: "__main__" }) });
    if (result !== undefined) write(String(result));
  } catch (error) {
    write(own(String(error.message ?? error)));
  }
  self.postMessage({ state: "done", output: output.slice(0, OUTPUT_LIMIT) });
});
