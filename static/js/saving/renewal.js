// A log-in that ran out in the middle of typing: text waits here until the same person has signed in again.
const PAUSE = 3000;
// Savers wait for the answer: one that never comes must not hold them up.
const GIVE_UP = 12_000;

export class Renewal extends EventTarget {
  constructor({ url, user }) {
    super();
    this.url = url;
    this.user = user;
    this.out = false;
    for (const event of ["focus", "online"]) window.addEventListener(event, () => this.out && this.renew());
  }

  // Called when a save was answered by the sign-in page. Asks until the same person is back.
  signedOut() {
    if (this.out) return;
    this.out = true;
    this.say("signed-out");
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), PAUSE);
  }

  say(state) {
    this.dispatchEvent(new CustomEvent("changed", { detail: { state } }));
  }

  // True when this person is signed in; forms then hold a token that the server takes.
  async renew() {
    const who = await this.ask();
    if (who?.user === this.user) {
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = who.csrf));
      clearTimeout(this.timer);
      if (this.out) {
        this.out = false;
        this.say("signed-in");
      }
      return true;
    }
    if (this.out && who?.user) this.say("somebody-else");
    if (this.out) this.wait();
    return false;
  }

  async ask() {
    try {
      const signal = AbortSignal.timeout(GIVE_UP);
      const answer = await fetch(this.url, { redirect: "manual", headers: { Accept: "application/json" }, signal });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }
}
