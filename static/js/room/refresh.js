// What comes again with every refresh of the room. A part in which nothing changed stays as it is, so that what was
// opened stays open and nothing is read out twice; of the talk, the newest is seen and said.
const messages = () => document.getElementById("room-messages");

function showNewest() {
  messages()?.scrollTo({ top: messages().scrollHeight, behavior: "instant" });
}

function sayNewest() {
  const newest = messages().lastElementChild;
  if (newest.matches(".chat__item--own")) return;
  const words = `${newest.querySelector(".chat__author").textContent}: ${newest.lastChild.textContent}`;
  document.getElementById("chat-said").textContent = words;
}

export function followRefreshes() {
  let list = messages();
  let held = false;
  showNewest();
  document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const mark = detail.fragment.firstElementChild?.dataset.mark;
    if (mark !== undefined && mark === detail.target.dataset.mark) detail.shouldSwap = false;
    held ||= detail.target.contains(document.activeElement);
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    // The button that was pressed is gone.
    if (held && document.activeElement === document.body) document.getElementById("room-candidate").focus();
    held = false;
    if (list === messages()) return;
    list = messages();
    showNewest();
    sayNewest();
  });
}
