/* Polls for other people's changes: every few seconds while the page is visible, and at once when you return to it. */

import { $, el } from "./dom.js";
import { Away, Refused, SignedOut, ask } from "./server.js";

const EVERY = 3_200;
const BETWEEN_HIDDEN = 30_000; // a hidden tab only reports that it is still open

export class Listening extends EventTarget {
  constructor(store, tab, seen) {
    super();
    Object.assign(this, { store, tab, seen }); // `seen`: { saves, number } at the same moment
    document.addEventListener("visibilitychange", () => !document.hidden && this.now());
    addEventListener("focus", () => this.now());
    addEventListener("online", () => this.now());
    addEventListener("pagehide", () => this.leave());
    this.plan();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), document.hidden ? BETWEEN_HIDDEN : EVERY);
  }

  /* Poll now. `extra`: more to send. Never rejects. */
  now(extra = {}) {
    this.asking = (this.asking ?? Promise.resolve()).then(() => this.once(extra));
    return this.asking;
  }

  async once(extra) {
    clearTimeout(this.timer);
    try {
      const heard = await ask("changes", { since: this.store.number, tab: this.tab, ...extra });
      const acts = this.store.receive(heard.acts);
      if (acts.length) this.store.show();
      showPeople(heard.here);
      this.tell("heard", { ...heard, acts });
      if (heard.saves - this.seen.saves > heard.number - this.seen.number) this.tell("elsewhere");
      this.seen = { saves: heard.saves, number: heard.number };
    } catch (problem) {
      if (problem instanceof SignedOut) this.tell("signed-out");
      else if (problem instanceof Away) this.tell("away", problem);
      else if (problem instanceof Refused) this.tell("refused", problem);
      else throw problem;
    } finally {
      this.plan();
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  leave() {
    const url = new URL("changes/", location.href);
    url.search = new URLSearchParams({ since: this.store.number, tab: this.tab, leaving: 1 });
    fetch(url, { keepalive: true }).catch(() => {});
  }
}

function showPeople(here) {
  const names = [...new Set(here.map((each) => each.name))];
  const list = $("#top-here");
  if (list.dataset.names === names.join("\n")) return;
  list.dataset.names = names.join("\n");
  const initials = (name) => name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  list.replaceChildren(...names.map((name) => el("li", { title: `${name} is here` }, el("span.face", { "aria-hidden": "true" }, initials(name)), el("span.face-name", {}, name))));
}
