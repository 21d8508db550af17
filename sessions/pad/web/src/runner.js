// One worker at a time; a run that takes longer than ten seconds is stopped with its worker.
const LIMIT = 10_000;
const LOADING = 60_000;
let worker;

function stop() {
  worker?.terminate();
  worker = undefined;
}

export function run(source) {
  worker ??= new Worker(new URL("./python-worker.js", import.meta.url), { type: "module" });
  return new Promise((done) => {
    const end = (output) => {
      clearTimeout(timer);
      done(output);
    };
    const late = (sentence) => () => {
      stop();
      end(sentence);
    };
    let timer = setTimeout(late("Python could not be loaded in a minute."), LOADING);
    worker.onmessage = ({ data }) => {
      if (data.state === "running") {
        clearTimeout(timer);
        timer = setTimeout(late("Stopped after 10 seconds."), LIMIT);
      } else end(data.output);
    };
    worker.onerror = late("Python could not be started in this browser.");
    worker.postMessage({ source });
  });
}
