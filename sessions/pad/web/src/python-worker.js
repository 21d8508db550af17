// Runs Python in this browser alone. The policy that comes with this file lets it load pyodide and nothing else: no
// page, no cookie, no address of the product or of the network can be reached from here.
const OUTPUT_LIMIT = 20_000;
const home = new URL("./pyodide/", import.meta.url).href;
const ready = import(/* the bundle leaves this import alone */ "./pyodide/pyodide.mjs").then(({ loadPyodide }) =>
  loadPyodide({ indexURL: home }),
);

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
    write(String(error.message ?? error));
  }
  self.postMessage({ state: "done", output: output.slice(0, OUTPUT_LIMIT) });
});
