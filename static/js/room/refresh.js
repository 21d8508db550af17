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
  // Forms whose answer is on its way. htmx looks for what an answer replaces around the form that asked: a form that was
  // itself replaced meanwhile stands nowhere, and its answer would change nothing. Such a part stays until then.
  const asking = new Map();
  // Whether a part waits to come again, since something of it was open: whoever reads a question would lose it.
  let open = false;
  showNewest();
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => asking.set(detail.elt, {}));
  document.body.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    if (asking.has(detail.elt)) asking.get(detail.elt).answered = true;
  });
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { late } = asking.get(detail.elt) ?? {};
    asking.delete(detail.elt);
    if (late) window.htmx.trigger(document.body, "room-changed");
  });
  document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const mark = detail.fragment.firstElementChild?.dataset.mark;
    if (mark !== undefined && mark === detail.target.dataset.mark) detail.shouldSwap = false;
    for (const [form, request] of asking) {
      if (request.answered || !detail.target.contains(form)) continue;
      detail.shouldSwap = false;
      request.late = true;
    }
    if (detail.target.querySelector(":popover-open")) {
      detail.shouldSwap = false;
      open = true;
    }
    held ||= detail.target.contains(document.activeElement);
  });
  document.body.addEventListener(
    "toggle",
    ({ newState }) => {
      if (!open || newState !== "closed") return;
      open = false;
      window.htmx.trigger(document.body, "room-changed");
    },
    true,
  );
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
