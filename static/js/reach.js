// Safari lets the keyboard into nothing that scrolls: what is cut off and holds nothing to go to becomes a stop by itself.
const BOXES =
  ".table-wrap, .table-panel, .prose, .prose pre, .prose .block, .editor__preview, .note-history__text, .pad__text, " +
  ".pad__runs pre, .sheet__output, .chat__list, .remarks, .pictures__wide, .standing__wide";

function cutOff(box) {
  return box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
}

function scrolls(box) {
  const { overflowX, overflowY } = getComputedStyle(box);
  return [overflowX, overflowY].some((value) => value === "auto" || value === "scroll") && cutOff(box);
}

const watched = new WeakSet();
const sizes = new ResizeObserver(reach);

// A box may be cut off only later: the prompt in the room is, once the pad is there.
function watch(box) {
  if (!watched.has(box)) sizes.observe(box);
  watched.add(box);
}

function reach() {
  for (const box of document.querySelectorAll(BOXES)) {
    watch(box);
    const stop = scrolls(box) && !box.querySelector("a[href], button, input, select, textarea, summary");
    if (stop) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  }
}

reach();
document.addEventListener("toggle", reach, true);
document.addEventListener("htmx:afterSettle", reach);
