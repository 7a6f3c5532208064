/* The top bar: saved, saving or not connected, and what can be undone. */

import { $, plural, setText } from "./dom.js";

const clock = (at) => new Date(at).toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hour12: false });

const nameOf = (status) => (status === 429 ? "The server is busy" : status ? "The server fails" : "Not connected");

export class Status {
  constructor({ outbox, undoing, fields, store, preferences }, savedAt) {
    Object.assign(this, { outbox, undoing, fields, store, preferences, savedAt });
    this.saved = $("#top-saved");
    for (const source of [outbox, undoing, fields, store]) {
      for (const name of ["state", "change", "arrived"]) source.addEventListener(name, () => this.show());
    }
    outbox.addEventListener("arrived", ({ detail: { acts } }) => acts.length && this.heard({ saved_at: acts.at(-1).at }));
    addEventListener("beforeunload", (event) => {
      if (preferences.autosave) fields.saveAll();
      if (outbox.waiting.length || fields.unsaved.length) event.preventDefault();
    });
    this.show();
  }

  heard({ saved_at: savedAt, status }) {
    if (savedAt) this.savedAt = savedAt;
    if (status) this.tellStanding(status);
    this.show();
  }

  /* What readers see, and what publishing would do now: staff/status.py. */
  tellStanding({ name, words, publish, is_quiet: isQuiet }) {
    const state = $("#top-state");
    setText(state, words);
    state.className = `badge is-${name}`;
    const button = $("#top-publish");
    if (!button) return;
    setText(button, publish);
    button.classList.toggle("primary", !isQuiet);
  }

  show() {
    const [words, kind] = this.words;
    setText(this.saved, words);
    this.saved.dataset.kind = kind;
    const [done, undone] = [this.undoing.done.at(-1), this.undoing.undone.at(-1)];
    this.offer($("#top-undo"), "Undo", done, "Z");
    this.offer($("#top-redo"), "Redo", undone, "Shift+Z");
    $("#top-save").hidden = this.preferences.autosave;
    $("#top-save").disabled = !this.fields.unsaved.length;
    const { title } = this.store.shown.fields;
    setText($("#top-title"), title);
  }

  get words() {
    const waiting = this.outbox.waiting.length;
    if (this.outbox.isForeign) return [waiting ? `Signed in as somebody else: ${plural(waiting, "act")} waiting` : "Signed in as someone else", "away"];
    if (this.outbox.state === "away") return [`${nameOf(this.outbox.failedWith)}: ${plural(waiting, "act")} waiting`, "away"];
    if (this.outbox.state === "signed-out") return [waiting ? `Signed out: ${plural(waiting, "act")} waiting` : "Signed out", "away"];
    if (this.isAway) return [nameOf(this.failedWith), "away"];
    if (waiting) return ["Saving…", "saving"];
    const refused = this.fields.unsaved.filter((field) => field.isRefused);
    if (refused.length) return [`Not saved: ${refused.map(({ label }) => label).join(", ")}`, "away"];
    const unsaved = this.fields.unsaved.length;
    if (unsaved) return this.preferences.autosave ? ["Saving…", "saving"] : [`${plural(unsaved, "text")} not saved`, "away"];
    return [`Saved ${clock(this.savedAt)}`, "saved"];
  }

  /* `failedWith`: the HTTP status, if the server answered with a failure. */
  setAway(isAway, failedWith) {
    if (this.isAway === isAway && this.failedWith === failedWith) return;
    Object.assign(this, { isAway, failedWith });
    this.show();
  }

  offer(button, word, act, key) {
    button.setAttribute("aria-disabled", String(!act));
    button.setAttribute("aria-label", act ? `${word}: ${act.label}` : word);
    button.title = act ? `${word}: ${act.label} (${key})` : `${word} (${key})`;
  }
}
