/* One article in a section: what the list shows and, when it is open, its texts to edit. */

import { LineControl } from "./controls.js";
import { $, el, icon, setText } from "./dom.js";
import { nodesOf, plainOf } from "./markup.js";
import { RichControl } from "./rich.js";
import { ask } from "./server.js";

const WORDS = { draft: "Draft", "in-review": "In review", approved: "Approved", scheduled: "Scheduled", withdrawn: "Withdrawn" };

/* The status in the words of the lists (record/status.py); none for what is live. */
export function statusBadge({ status, stage }) {
  const name = status === "unpublished" ? stage : status;
  return WORDS[name] ? [el(`span.badge.is-${name}`, {}, WORDS[name])] : [];
}

const DATE = new Intl.DateTimeFormat("en-US", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function bylineOf(card) {
  const date = card.date ? DATE.format(new Date(card.date)).replaceAll(" ", "\u00a0") : "No date";
  return [card.authors.join(", ") || "No author", date].join(" · ");
}

export class CardView {
  constructor(desk, key) {
    Object.assign(this, { desk, key, shown: null });
    this.title = el("button.card-title", { type: "button", "data-roving": true, tabindex: -1, "aria-expanded": "false" });
    this.number = el("span.card-number", { "aria-hidden": "true" });
    this.meta = el("p.card-meta");
    this.badges = el("span.badges");
    this.point = el("p.card-point");
    this.note = el("p.card-note");
    this.more = el("button.icon-button.card-more", { type: "button", tabindex: -1, "aria-haspopup": "menu" }, icon("more"));
    const body = el("div.card-body", {}, this.title, this.meta, this.point, this.note);
    const head = el("div.card-head", {}, el("span.grip", {}, icon("grip")), this.number, body, this.more);
    this.element = el("li.card", { "data-key": key }, head);
    this.title.addEventListener("click", () => this.toggle());
    this.note.addEventListener("click", () => this.openNote());
    this.more.addEventListener("click", () => desk.menus.forCard(this.key, this.more));
  }

  get target() {
    return `placement:${this.key}`;
  }

  update(placement, card, number) {
    setText(this.number, String(number));
    if (placement === this.shown && card === this.card) return;
    Object.assign(this, { shown: placement, card });
    const title = placement.title || card.title;
    setText(this.title, title);
    this.more.setAttribute("aria-label", `Actions for “${title}”`);
    const badges = [];
    badges.push(...statusBadge(card));
    if (placement.title) badges.push(el("span.badge", { title: card.title }, "Own title"));
    if (placement.summary.length) badges.push(el("span.badge", {}, "Own summary"));
    if (placement.kept_edition) badges.push(el("span.badge", { title: placement.kept_reason }, "Kept edition"));
    this.meta.replaceChildren(el("span", {}, bylineOf(card)), ...badges);
    setText(this.point, placement.summary.length ? plainOf(placement.summary[0]) : card.point);
    this.note.hidden = !placement.note;
    this.note.replaceChildren(nodesOf(placement.note));
  }

  toggle(isOpen = !this.details) {
    if (isOpen === Boolean(this.details)) return;
    this.title.setAttribute("aria-expanded", String(isOpen));
    this.element.classList.toggle("is-open", isOpen);
    if (isOpen) return this.open();
    this.desk.fields.drop(this.target);
    this.details.remove();
    this.details = null;
  }

  open() {
    const { fields } = this.desk;
    const title = this.card.title;
    const note = new RichControl({ label: "Note", placeholder: "Why it is here…" });
    const own = new LineControl({ label: "Title in this snapshot", placeholder: title });
    const summary = new RichControl({ label: "Summary in this snapshot", placeholder: "As the article has it", kind: "points" });
    this.controls = { note, title: own, summary };
    fields.add(note, this.target, "note", `the note on “${title}”`);
    fields.add(own, this.target, "title", `the title of “${title}” here`);
    fields.add(summary, this.target, "summary", `the summary of “${title}” here`);
    this.about = el("div.card-about", {}, el("p.quiet", {}, "Loading…"));
    this.details = el("div.card-details", {}, note.element, own.element, summary.element, this.about);
    this.element.append(this.details);
    this.tellAbout();
  }

  async tellAbout() {
    const about = this.about;
    try {
      about.replaceChildren(...aboutArticle(await ask("article", { article: this.card.id })));
    } catch {
      about.replaceChildren(el("p.quiet", {}, "The article’s summary could not be fetched."));
    }
  }

  openField(name) {
    this.toggle(true);
    this.controls[name].focus();
  }

  openNote() {
    this.openField("note");
  }

  flash(by) {
    flash(this.element, by);
  }
}

/* What the article itself says: its points, the snapshots it is also in, and where to edit it. */
export function aboutArticle({ points, snapshots, edit }) {
  const parts = [];
  if (points.length) parts.push(el("p.field-label", {}, "The article’s summary"), el("ul.points", {}, points.map((point) => el("li", {}, nodesOf(point)))));
  if (snapshots.length) {
    const links = snapshots.map(({ title, url }) => el("li", {}, el("a", { href: url, target: "_blank" }, title)));
    parts.push(el("p.field-label", {}, "Also in"), el("ul.points", {}, links));
  }
  if (edit) parts.push(el("p", {}, el("a.edit-link", { href: edit, target: "_blank" }, "Edit the article (new tab)")));
  return parts;
}

export function flash(element, by = "") {
  element.toggleAttribute("data-by", Boolean(by));
  if (by) element.dataset.by = by;
  element.classList.remove("is-changed");
  void element.offsetWidth; // forces a reflow, so that the animation restarts
  element.classList.add("is-changed");
  setTimeout(() => element.classList.remove("is-changed"), 2_400);
}

export const focusStop = (element) => $("[data-roving]", element);
