/* Ready to publish? Findings, errors apart from notices, each leading to its place. */

import { $, debounce, el, plural } from "./dom.js";
import { ask } from "./server.js";

export class Findings {
  constructor(desk) {
    this.desk = desk;
    this.list = $("#desk-findings-list");
    this.popup = $("#desk-findings");
    this.lookSoon = debounce(1_200, () => this.look());
    this.popup.addEventListener("toggle", ({ newState }) => newState === "open" && this.look());
    this.look();
  }

  /* Where the answer fails (not connected, signed out) the top bar says so, and the last findings stand. */
  async look() {
    if (!this.isKnown) this.list.replaceChildren(el("p.quiet", {}, "Checking…"));
    try {
      this.show(await ask("findings"));
      this.isKnown = true;
    } catch {
      if (!this.isKnown) this.list.replaceChildren(el("p.quiet", {}, "The checks could not be made just now."));
    }
  }

  show({ errors, notices }) {
    const words = [errors.length && plural(errors.length, "error"), notices.length && plural(notices.length, "notice")].filter(Boolean);
    $("#top-findings-words").textContent = words.join(", ") || "Ready to publish";
    $("#top-findings").dataset.kind = errors.length ? "errors" : notices.length ? "notices" : "ready";
    const groups = [this.group("Errors", errors, "errors"), this.group("Notices", notices, "notices")].filter(Boolean);
    this.list.replaceChildren(...(groups.length ? groups : [el("p.quiet", {}, "Nothing stands in the way.")]));
  }

  group(name, findings, kind) {
    if (!findings.length) return null;
    const alike = new Map();
    for (const { code, message, about } of findings) alike.set(`${code} ${message}`, { message, abouts: [...(alike.get(`${code} ${message}`)?.abouts ?? []), about] });
    const items = [...alike.values()].map(({ message, abouts }) => {
      const count = abouts.length > 1 && el("span.quiet", {}, ` (${plural(abouts.length, "place")})`);
      let turn = 0; // each press leads to the next of the places
      return el("li", {}, el("button", { type: "button", onclick: () => this.go(abouts[turn++ % abouts.length]) }, message, count));
    });
    return el(`section.findings.is-${kind}`, {}, el("h3", {}, name), el("ul", {}, items));
  }

  go(about) {
    this.popup.hidePopover();
    const [kind, key] = about.split(":");
    this.desk.showView("board");
    if (kind === "snapshot") {
      const field = this.desk.fields.get("snapshot", key);
      field?.control.element.scrollIntoView({ block: "center" });
      return field?.control.focus();
    }
    this.desk.focus(key, { flash: true });
  }
}
