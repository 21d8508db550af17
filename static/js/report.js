// The details come after the first page: an address that names a place in them is scrolled to once it is there.
const scrollToNamed = () => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place) place.scrollIntoView();
};

const ask = document.getElementById("details");
if (ask && ask.hasAttribute("hx-get")) document.addEventListener("htmx:afterSettle", scrollToNamed, { once: true });

// Paper shows what is folded away on the screen, and the screen is as it was when the printer is done.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open]):not(.menu)")];
  folded.forEach((each) => { each.open = true; });
});
window.addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }));
