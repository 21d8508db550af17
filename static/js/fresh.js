// Pages say that they are not to be kept, and WebKit keeps them in memory all the same where there is no TLS: one that
// was gone back to, by whoever sits there by then, is asked for anew.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
