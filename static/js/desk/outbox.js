/* Acts on their way to the server: sent one at a time, in order, and kept across reloads until they arrive. */

import { Away, Refused, SignedOut, tell } from "./server.js";
import { newKey } from "./state.js";

const MOST_NUMBERS = 400;
const MOST_FAILURES = 4;
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];

export class Outbox extends EventTarget {
  constructor(store, { tab, shelf }) {
    super();
    Object.assign(this, { store, tab, shelf, failures: 0, state: "idle", isForeign: false }); // idle, sending, away, signed-out
    this.numbers = shelf.read("numbers") ?? {}; // key of an act → the number the server gave it
    store.waiting = shelf.read("waiting") ?? [];
  }

  get waiting() {
    return this.store.waiting;
  }

  /* Show an act at once and send it in its turn. */
  add(entry) {
    const made = { key: newKey(20), tab: this.tab, base: this.store.number, ...entry };
    this.waiting.push(made);
    this.keep();
    this.store.show();
    this.send();
    return made;
  }

  /* Acts that a closed tab left behind. They keep their keys, because some may already have arrived. */
  adopt({ waiting, numbers }) {
    Object.assign(this.numbers, numbers);
    if (!waiting.length) return;
    this.waiting.push(...waiting);
    this.keep();
    this.store.show();
    this.send();
  }

  /* Change the text that waits last, if it is for the same field and not yet sent. Returns its entry, or null. */
  reword({ target, field, value }) {
    const last = this.waiting.at(-1);
    const operation = last?.operation;
    if (last?.sent || operation?.op !== "set" || operation.target !== target || operation.field !== field) return null;
    last.operation = last.effect = { ...operation, value };
    this.keep();
    this.store.show();
    return last;
  }

  keep() {
    this.shelf.write("waiting", this.waiting);
    this.shelf.write("numbers", Object.fromEntries(Object.entries(this.numbers).slice(-MOST_NUMBERS)));
    this.tellState(this.state);
  }

  tellState(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }

  /* Retry now: the connection or the session may be back. */
  retry() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.state !== "sending") this.tellState("idle");
    this.send();
  }

  async send() {
    if (this.state === "sending" || this.timer || this.state === "signed-out") return;
    while (this.waiting.length && !this.isForeign) { // never under another person's name
      this.tellState("sending");
      const entry = this.waiting[0];
      try {
        await this.sendOne(entry);
        this.failures = 0;
      } catch (problem) {
        if (problem instanceof Away) return this.waitAndRetry(entry, problem);
        if (problem instanceof SignedOut) return this.tellState("signed-out");
        if (!(problem instanceof Refused)) console.error(problem);
        await this.refused(entry, problem);
      }
    }
    this.tellState("idle");
  }

  async sendOne(entry) {
    const operation = entry.undoes ? { op: "undo", number: this.numbers[entry.undoes] } : entry.operation;
    if (entry.undoes && operation.number === undefined) throw new Refused(422, { message: "That change never reached the server, so there is nothing to undo." });
    const { key, tab, base } = entry;
    entry.sent = true; // it may arrive even without an answer, so its text is final
    const whose = Number(document.querySelector("#desk").dataset.person);
    const { acts, done, number, person, status } = await tell("act", { key, tab, base, operation, person: whose });
    this.numbers[key] = done ?? number;
    this.waiting.shift();
    const fresh = this.store.receive(acts);
    this.keep();
    this.store.show();
    this.dispatchEvent(new CustomEvent("arrived", { detail: { entry, acts: fresh, person, status } }));
  }

  async refused(entry, problem) {
    this.waiting.shift();
    this.keep();
    this.store.show();
    this.dispatchEvent(new CustomEvent("refused", { detail: { entry, problem } }));
  }

  /* Give up the first waiting act: the server fails on it, and it holds up all others. */
  giveUp(entry) {
    if (this.waiting[0] === entry) this.refused(entry, new Refused(500, { message: "The server could not do this." }));
    this.retry();
  }

  waitAndRetry(entry, { status }) {
    if (status) entry.failed = (entry.failed ?? 0) + 1;
    if (entry.failed === MOST_FAILURES) this.dispatchEvent(new CustomEvent("stuck", { detail: entry }));
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    this.timer = setTimeout(() => this.retry(), pause);
    this.failedWith = status; // undefined if the server wasn't reached
    this.tellState("away");
  }
}
