/* Announcements for screen readers, and visible notices. */

import { $, el, icon } from "./dom.js";

let turn = 0;

/* Announce politely. Two regions take turns, so that a repeated sentence is announced again. */
export function announce(sentence) {
  const regions = [$("#desk-said-0"), $("#desk-said-1")];
  turn = 1 - turn;
  regions[1 - turn].textContent = "";
  regions[turn].textContent = sentence;
}

/* Show a sentence at the foot of the page, for a few seconds unless it `stays`. `acts`: [[label, callback]]. */
export function notice(sentence, { acts = [], kind = "info", stays = false } = {}) {
  const close = () => shown.remove();
  const buttons = acts.map(([label, act]) => el("button.btn", { type: "button", onclick: () => (close(), act()) }, label));
  const cross = el("button.icon-button", { type: "button", "aria-label": "Dismiss", onclick: close }, icon("close"));
  const shown = el(`div.notice.is-${kind}`, {}, el("p", {}, sentence), ...buttons, cross);
  $("#desk-notices").append(shown);
  announce(sentence);
  if (!stays) setTimeout(close, 9_000);
  return close;
}
