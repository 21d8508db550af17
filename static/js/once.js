// What is on its way is not sent a second time: of two readings of a document the later one would be refused. A page
// that was stopped can be sent again, once no reading takes any longer.
const LONGEST = 20_000;
const sent = new Set();

document.addEventListener("submit", (event) => {
  const { target, submitter, defaultPrevented } = event;
  // htmx sends by itself, and one after the other.
  if (defaultPrevented) return;
  if (sent.has(target)) {
    event.preventDefault();
    return;
  }
  sent.add(target);
  submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => settle(target, submitter), LONGEST);
});

function settle(form, button) {
  sent.delete(form);
  button?.removeAttribute("aria-busy");
}

// A page that the browser kept comes back as it was left.
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
