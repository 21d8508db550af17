// A form that came back: the cursor goes to the first field that is to be mended.
document.querySelector("main [aria-invalid=true]")?.focus();
