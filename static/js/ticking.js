// Ticking questions in the list: the export then offers the ticked ones. Without this the choice is made by hand.
const ticked = () => document.querySelectorAll(".hit__select:checked").length;

function count() {
  const shown = document.querySelector("[data-ticked-count]");
  if (!shown) return;
  const number = ticked();
  shown.textContent = number ? `(${number})` : "";
  const change = document.querySelector("[data-change-what]");
  if (change) {
    change.dataset.all ??= change.textContent;
    change.textContent = number ? `the ${number} ticked` : change.dataset.all;
  }
  const scope = document.querySelector("[data-scope-ticked]");
  if (number) scope.checked = true;
  else if (scope.checked) document.querySelector("[data-export] input[value='all']").checked = true;
}

document.addEventListener("change", (event) => {
  if (event.target.matches(".hit__select")) count();
});
document.addEventListener("htmx:afterSwap", count);

// Closed by Escape and by a click elsewhere, as a menu is.
const panel = () => document.querySelector("[data-export][open]");
document.addEventListener("keydown", (event) => {
  const open = panel();
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const open = panel();
  if (open && !open.contains(event.target) && !event.target.closest(".hit")) open.open = false;
});
count();
