/* One tab stop for a long list; the arrow keys move through it. */

import { $$ } from "./dom.js";

export class Roving {
  constructor(root) {
    this.root = root;
    this.current = null;
    root.addEventListener("focusin", (event) => {
      const stop = event.target.closest("[data-roving]");
      if (stop) this.setCurrent(stop);
    });
  }

  get stops() {
    return $$("[data-roving]", this.root);
  }

  setCurrent(stop) {
    if (this.current === stop && stop.tabIndex === 0) return;
    if (this.current) this.mark(this.current, -1);
    this.current = stop;
    this.mark(stop, 0);
  }

  mark(stop, tabindex) {
    stop.tabIndex = tabindex;
    const more = stop.closest(".card, .row")?.querySelector(".card-more, .row-acts button");
    if (more) more.tabIndex = tabindex;
  }

  /* After the list is redrawn: make sure that its tab stop is in the list. */
  refresh() {
    if (this.current && this.root.contains(this.current)) return;
    const first = this.stops[0];
    this.current = null;
    if (first) this.setCurrent(first);
  }

  go(from, by) {
    const { stops } = this;
    const to = stops[Math.max(0, Math.min(stops.length - 1, by === Infinity ? stops.length - 1 : by === -Infinity ? 0 : stops.indexOf(from) + by))];
    to?.focus();
    to?.scrollIntoView({ block: "nearest" });
    return to;
  }
}
