// A cell says on hovering which criterion it is of: the name stands once, above the column, which may be scrolled away.
document.querySelector(".heat")?.addEventListener("pointerover", ({ target }) => {
  const cell = target.closest("tbody td");
  const named = document.querySelectorAll(".heat__criterion > span")[cell?.cellIndex - 1];
  if (named) cell.title = named.title;
});
