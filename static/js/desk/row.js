/* One article of the library, as a row. */

import { aboutArticle, bylineOf, statusBadge } from "./card.js";
import { el, icon, plural } from "./dom.js";
import { ask } from "./server.js";

export function rowOf(library, row) {
  const { card } = row;
  const title = el("button.row-title", { type: "button", "data-roving": true, tabindex: -1, "aria-describedby": `row-${card.id}` }, card.title);
  const box = el("input", { type: "checkbox", tabindex: -1, "aria-label": `Select “${card.title}”` });
  const add = el("button.icon-button", { type: "button", tabindex: -1, "aria-label": `Add “${card.title}”`, title: "Add to the chosen section" }, icon("plus"));
  const badges = el("span.badges", {}, badgesOf(row));
  const meta = el("p.row-meta", { id: `row-${card.id}` }, el("span", {}, bylineOf(card)), badges);
  const reason = row.reason && el("p.row-reason", {}, row.reason);
  const body = el("div.row-body", {}, title, meta, reason, el("p.row-point", {}, card.point));
  const element = el("li.row", { "data-article": card.id }, el("label.check", {}, box), body, el("div.row-acts", {}, add));
  box.addEventListener("change", () => library.select(card, box.checked));
  title.addEventListener("click", () => library.toggleDetails(element));
  add.addEventListener("click", () => library.addRow(element));
  Object.assign(element, { card, add, here: el("span.badge.is-here") });
  return element;
}

function badgesOf({ card, elsewhere, newer }) {
  const badges = [];
  badges.push(...statusBadge(card));
  if (newer) badges.push(el("span.badge.is-newer", { title: "The article has a newer edition than the live snapshot shows" }, "Newer edition"));
  if (elsewhere) badges.push(el("span.badge", { title: "Open the details to see which" }, `In ${plural(elsewhere, "other snapshot")}`));
  return badges;
}

/* Show which sections of this snapshot contain the article, and to which one the button adds it. */
export function showHere(element, sections, section) {
  element.add.title = sections.length ? `Placed. Add again, to “${section}”` : `Add to “${section}”`;
  const words = sections.length ? `In ${sections.join(", ")}` : "";
  element.classList.toggle("is-here", sections.length > 0);
  if (element.here.textContent === words) return;
  element.here.textContent = words;
  element.add.setAttribute("aria-label", `${words ? "Add again" : "Add"} “${element.card.title}”`);
  element.add.replaceChildren(icon(words ? "check" : "plus"));
  if (words) element.querySelector(".badges").prepend(element.here);
  else element.here.remove();
}

export async function toggleDetails(element) {
  const open = element.querySelector(".row-about");
  element.querySelector(".row-title").setAttribute("aria-expanded", String(!open));
  if (open) return open.remove();
  const about = el("div.row-about", {}, el("p.quiet", {}, "Loading…"));
  element.querySelector(".row-body").append(about);
  try {
    about.replaceChildren(...aboutArticle(await ask("article", { article: element.card.id })));
  } catch {
    about.replaceChildren(el("p.quiet", {}, "The article’s summary could not be fetched."));
  }
}

/* A recently removed item, with a button that puts it back. */
export function removedRow(removed, putBack) {
  const time = new Date(removed.at).toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hour12: false });
  const title = el("span.row-title", {}, removed.title);
  const button = el("button.btn", { type: "button", onclick: putBack, "aria-label": `Put back “${removed.title}”` }, "Put back");
  return el("li.row.is-removed", {}, el("div.row-body", {}, title, el("p.row-meta", {}, `${removed.where} · ${time}`)), button);
}

