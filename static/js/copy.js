// A button that copies the text of a field. Without a script, or over plain HTTP, the field is there to copy from.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      // The browser's owner forbids it: the link stands ready for a copy by hand.
      field.select();
    }
  });
}
