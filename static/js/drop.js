// Files dropped anywhere on the import page go into its file field, which works alone as well.
const zone = document.querySelector("[data-drop-zone]");
const field = zone?.querySelector("input[type='file']");
const list = zone?.querySelector("[data-drop-files]");

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function show() {
  list.replaceChildren(
    ...[...field.files].map((file) => {
      const entry = document.createElement("li");
      entry.textContent = `${file.name}, ${size(file.size)}`;
      return entry;
    }),
  );
}

function add(files) {
  const kept = new DataTransfer();
  const known = new Set();
  for (const file of [...field.files, ...files]) {
    const key = `${file.name}/${file.size}/${file.lastModified}`;
    if (!known.has(key)) kept.items.add(file);
    known.add(key);
  }
  field.files = kept.files;
  show();
}

if (zone && field) {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("drop--over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("drop--over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("drop--over");
    add(event.dataTransfer.files);
    zone.querySelector("button[type='submit']").focus();
  });
  field.addEventListener("change", show);
}
