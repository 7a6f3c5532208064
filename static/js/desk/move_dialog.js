/* “Move to…”: a section and a position, without dragging. */

import { $, el } from "./dom.js";
import { fillSections, openDialog } from "./dialogs.js";
import { placeOf, sectionOf } from "./state.js";

/* The number of articles in the sections above: readers see one numbering across all sections. */
const numberBefore = ({ sections }, key, moved) =>
  sections
    .slice(0, sections.findIndex((section) => section.key === key))
    .flatMap(({ placements }) => placements)
    .filter((each) => each.key !== moved).length;

export function openMoveDialog(acts, key, onmoved) {
  const { section, index } = placeOf(acts.board, key);
  const [sections, places] = [$("#move-section"), $("#move-place")];
  $("#move-what").textContent = acts.titleOf(key);
  fillSections(sections, acts, section.key);
  const fillPlaces = () => {
    const before = numberBefore(acts.board, sections.value, key);
    const others = sectionOf(acts.board, sections.value).placements.filter((each) => each.key !== key);
    const words = (at) => (at === others.length ? (at ? "Last" : "First") : `Before “${acts.titleOf(others[at].key)}”`);
    places.replaceChildren(...Array.from({ length: others.length + 1 }, (_, at) => el("option", { value: at }, `${before + at + 1} · ${words(at)}`)));
    places.value = sections.value === section.key ? index : others.length;
  };
  sections.onchange = fillPlaces;
  for (const select of [sections, places]) {
    select.onkeydown = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      select.form.requestSubmit();
    };
  }
  fillPlaces();
  openDialog("move-dialog", () => {
    acts.moveTo(key, sections.value, Number(places.value));
    onmoved();
  });
  sections.focus();
}
