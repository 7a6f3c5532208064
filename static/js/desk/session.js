/* The end of a session: warns two minutes before, and lets you sign in again without leaving the page. */

import { notice } from "./announce.js";
import { $ } from "./dom.js";

const BEFORE = 120_000;

export class Session {
  constructor({ outbox, listening }, { signIn, sessionEndsAt, person, name }) {
    Object.assign(this, { outbox, listening, signIn, person, name, isOut: false });
    this.dialog = $("#sign-in-dialog");
    this.frame = $("#sign-in-page");
    this.frame.addEventListener("load", () => this.look());
    $("#sign-in-later").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.isOut && this.remind());
    this.heard(sessionEndsAt);
  }

  heard(endsAt) {
    clearTimeout(this.timer);
    const left = new Date(endsAt) - Date.now();
    if (left > 2_147_483_647) return; // longer than setTimeout can wait
    this.timer = setTimeout(() => this.warn(endsAt), Math.max(0, left - BEFORE));
  }

  warn(endsAt) {
    if (this.warned === endsAt || this.isOut) return;
    this.warned = endsAt;
    const stay = () => this.listening.now({ stay: 1 });
    this.closeWarning = notice("Your session ends in two minutes.", { stays: true, acts: [["Stay signed in", stay]] });
  }

  /* Ask to sign in again without leaving the page. */
  ended() {
    if (this.isOut) return;
    this.isOut = true;
    this.closeWarning?.();
    this.frame.src = this.signIn;
    this.dialog.showModal();
  }

  remind() {
    const again = () => ((this.frame.src = this.signIn), this.dialog.showModal());
    this.closeReminder?.();
    this.closeReminder = notice("You are signed out. What you do is kept here.", { stays: true, acts: [["Sign in", again]] });
  }

  look() {
    if (!this.isOut || this.frame.src === "about:blank") return;
    const path = this.frame.contentWindow.location.pathname;
    if (path === "blank" || path === new URL(this.signIn, location.href).pathname) return;
    this.listening.now(); // reports who is signed in
  }

  /* Check who is signed in: acts are never sent under another person's name. */
  check(person) {
    if (person == null) return;
    const isForeign = String(person) !== this.person;
    if (isForeign === this.outbox.isForeign) return;
    this.outbox.isForeign = isForeign;
    if (!isForeign) return this.closeForeign?.();
    this.in();
    const sentence = `Signed in as somebody else. Sign in as ${this.name} to send what is waiting, or reload to go on as them.`;
    this.closeForeign = notice(sentence, { kind: "error", stays: true, acts: [["Reload", () => location.reload()]] });
    this.outbox.tellState("idle");
  }

  /* Signed in again, here or in another tab. */
  back() {
    if (!this.isOut) return;
    this.in();
    this.outbox.retry();
    notice("Signed in again. Everything is here.");
  }

  in() {
    this.isOut = false;
    this.closeReminder?.();
    if (this.dialog.open) this.dialog.close();
    this.frame.src = "about:blank";
  }
}
