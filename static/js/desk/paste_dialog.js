/* Adding by pasting: titles or addresses, one per line. Shows what was found for each before adding it. */

import { $, el, plural } from "./dom.js";
import { fillSections, openDialog } from "./dialogs.js";
import { bylineOf } from "./card.js";
import { tell } from "./server.js";

export function openPasteDialog(desk) {
  const [lines, found, sections, look, add] = ["lines", "found", "section", "look", "add"].map((name) => $(`#paste-${name}`));
  let chosen = [];
  const count = () => {
    const cards = chosen.map((choice) => choice()).filter(Boolean);
    add.disabled = !cards.length || !sections.value;
    add.textContent = cards.length ? `Add ${cards.length}` : "Add";
    return cards;
  };
  const search = async () => {
    const wanted = lines.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (!wanted.length) return;
    try {
      const { matches } = await tell("paste", { lines: wanted });
      const shown = matches.map((match) => foundFor(match, count));
      chosen = shown.map(([, choice]) => choice);
      const unsure = matches.filter((match) => match.rows.length && !match.is_sure).length;
      const words = `${plural(count().length, "article")} found for ${plural(wanted.length, "line")}${unsure ? `; ${unsure} to choose` : ""}`;
      found.replaceChildren(el("p.quiet", {}, words), el("ol.found", {}, shown.map(([element]) => element)));
    } catch (problem) {
      found.replaceChildren(el("p.is-error", {}, problem.body?.message ?? "The library cannot be reached just now."));
    }
  };
  fillSections(sections, desk.acts, desk.library.section.value);
  lines.value = "";
  found.replaceChildren();
  count();
  look.onclick = search;
  lines.onpaste = () => setTimeout(search);
  openDialog("paste-dialog", () => desk.library.place(count(), sections.value));
  lines.focus();
}

/* Returns [element, function that returns the chosen card or null]. */
function foundFor({ line, rows, is_sure: isSure }, onchange) {
  if (!rows.length) return [el("li.is-missing", {}, el("span", {}, line), el("span.badge.is-withdrawn", {}, "Not found")), () => null];
  const options = rows.map(({ card }) => el("option", { value: card.id }, `${card.title} — ${bylineOf(card)}`));
  const select = el("select", { "aria-label": `Article for “${line}”`, onchange }, options, el("option", { value: "" }, "Leave out"));
  const maybe = !isSure && el("p.quiet", {}, line, el("span.badge.is-newer", {}, "maybe"));
  if (maybe) select.value = "";
  return [el("li", {}, maybe, select), () => rows.find(({ card }) => String(card.id) === select.value)?.card];
}
