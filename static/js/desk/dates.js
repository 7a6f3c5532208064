/* Beside a field for a date: Today, and the browser's own calendar. */

import { el } from "./dom.js";

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

export function offerCalendar(input) {
  const put = (value) => {
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const day = el("input.visually-hidden", { type: "date", tabindex: -1, "aria-hidden": "true", onchange: () => put(day.value) });
  const choose = () => ((day.value = input.value), day.showPicker());
  const act = (words, done) => el("button.btn.quiet", { type: "button", onclick: done }, words);
  input.after(el("span.date-acts", {}, act("Today", () => put(today())), act("Calendar", choose), day));
}
