/* The end of a session: told two minutes before, mended in place. */

import { notice } from "./announce.js";
import { $ } from "./dom.js";

const BEFORE = 120_000;

export class Session {
  constructor({ outbox, listening }, { signIn, sessionEndsAt }) {
    Object.assign(this, { outbox, listening, signIn, isOut: false });
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
    if (left > 2_147_483_647) return; // further off than a timer goes
    this.timer = setTimeout(() => this.warn(endsAt), Math.max(0, left - BEFORE));
  }

  warn(endsAt) {
    if (this.warned === endsAt || this.isOut) return;
    this.warned = endsAt;
    const stay = () => this.listening.now({ stay: 1 });
    this.closeWarning = notice("Your session ends in two minutes.", { stays: true, acts: [["Stay signed in", stay]] });
  }

  /* Ask to sign in again, here: the page stays as it is. */
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
    this.back();
  }

  /* Signed in again, here or in another tab. */
  back() {
    if (!this.isOut) return;
    this.isOut = false;
    this.closeReminder?.();
    if (this.dialog.open) this.dialog.close();
    this.frame.src = "about:blank";
    this.outbox.retry();
    this.listening.now();
    notice("Signed in again. Everything is here.");
  }
}
