/* Ready to publish? Lists errors and notices; each goes to its place when pressed. */

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

  /* If the request fails (offline, signed out), the top bar says so and the last findings stay. */
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
    // Only errors block publishing, which the words say.
    const words = [errors.length ? `${plural(errors.length, "error")} to fix` : "Checks passed", notices.length && plural(notices.length, "notice")].filter(Boolean);
    $("#top-findings-words").textContent = words.join(", ");
    $("#top-findings").dataset.kind = errors.length ? "errors" : notices.length ? "notices" : "ready";
    const groups = [this.group("Fix these first", errors, "errors"), this.group("Notices (they don’t block publishing)", notices, "notices")].filter(Boolean);
    this.list.replaceChildren(...(groups.length ? groups : [el("p.quiet", {}, "Nothing to fix.")]));
  }

  group(name, findings, kind) {
    if (!findings.length) return null;
    const items = findings.map(({ message, abouts }) => {
      const count = abouts.length > 1 && el("span.quiet", {}, ` (${plural(abouts.length, "place")})`);
      let turn = 0; // each press goes to the next place
      return el("li", {}, el("button", { type: "button", onclick: () => this.go(abouts[turn++ % abouts.length]) }, message, count));
    });
    return el(`section.findings.is-${kind}`, {}, el("h3", {}, name), el("ul", {}, items));
  }

  go(about) {
    this.popup.hidePopover();
    const [kind, key] = about.split(":");
    if (kind === "snapshot" && this.desk.details.go(key)) return;
    this.desk.showView("board");
    if (kind === "snapshot") {
      const field = this.desk.fields.get("snapshot", key);
      field?.control.element.scrollIntoView({ block: "center" });
      return field?.control.focus();
    }
    this.desk.focus(key, { flash: true });
  }
}
