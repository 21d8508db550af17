// Who ticks a level means it: "leave as they are" becomes "add".
const mode = (value) => document.querySelector(`[name="levels-mode"][value="${value}"]`);

document.addEventListener("change", ({ target }) => {
  if (target.name === "levels" && target.checked && mode("").checked) mode("add").checked = true;
});
