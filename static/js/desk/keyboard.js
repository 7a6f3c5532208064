/* Keyboard shortcuts. Keys act on the focused item; those for the whole desk are off during typing. */

import { $ } from "./dom.js";

const TYPED_IN = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";

export function listen(desk) {
  // The rich text editor stops Esc from bubbling, so this listens in the capture phase.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("dialog[open]") && event.target.closest?.(TYPED_IN) && !event.target.closest("#details")) leaveText(desk, event);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || $("dialog[open]") || $("#desk-menu:popover-open")) return;
    const typing = event.target.closest?.(TYPED_IN);
    if (typing) return;
    const stop = event.target.closest?.("[data-roving]");
    const act = (stop && actOn(desk, stop, event)) || actAnywhere(desk, event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const isCommand = (event) => event.ctrlKey || event.metaKey;
const letterOf = (event) => (isCommand(event) || event.altKey ? "" : event.key.toLowerCase());

function actAnywhere(desk, event) {
  if (!desk.preferences.keys && !isCommand(event)) return null;
  const isZ = event.key.toLowerCase() === "z" && !event.altKey;
  if (isZ) return event.shiftKey ? desk.redo : desk.undo;
  if (isCommand(event) && event.key.toLowerCase() === "y") return desk.redo;
  if (event.repeat) return null;
  return { "/": desk.search, "?": desk.help, b: () => desk.focusBoard(), p: () => desk.preview.toggle(), d: () => desk.details.toggle() }[letterOf(event)];
}

function actOn(desk, stop, event) {
  const roving = stop.closest("#library") ? desk.libraryRoving : desk.boardRoving;
  const plain = !event.altKey && !isCommand(event) && !event.shiftKey;
  const by = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
  if (by && plain) return () => roving.go(stop, by);
  const card = stop.closest(".card");
  if (card) return onCard(desk, card.dataset.key, event);
  const section = stop.closest(".section");
  if (section) return onSection(desk, section.dataset.key, event);
  const row = stop.closest(".row");
  return row && plain ? onRow(desk, row, event) : null;
}

const altArrow = (event) => event.altKey && !isCommand(event) && { ArrowUp: -1, ArrowDown: 1 }[event.key];

function onCard(desk, key, event) {
  const by = altArrow(event);
  if (by) return () => (desk.acts.step(key, by), desk.focus(key));
  const remove = () => desk.removeCard(key);
  const open = () => desk.sections.cards.get(key).openNote();
  return { m: () => desk.openMove(key), n: open, x: remove, delete: remove, backspace: remove }[letterOf(event)];
}

function onSection(desk, key, event) {
  const by = altArrow(event);
  if (by) return () => (desk.acts.stepSection(key, by), desk.focus(key));
  const view = desk.sections.sections.get(key);
  const remove = () => desk.removeSection(key);
  return { enter: () => view.title.select(), n: () => view.openNote(), a: () => desk.addSectionAfter(key), x: remove, delete: remove }[letterOf(event)];
}

function onRow(desk, row, event) {
  const library = desk.library;
  return { enter: () => library.addRow(row), " ": () => library.toggleSelected(row), arrowright: () => library.toggleDetails(row) }[event.key.toLowerCase()];
}

/* Esc moves the focus from a text to its article or section. What was typed is kept. */
function leaveText(desk, event) {
  const home = event.target.closest("[data-key]")?.dataset.key;
  event.target.blur();
  if (home && desk.sections.viewOf(home)) desk.focus(home);
  else if (event.target.closest("#library")) desk.libraryRoving.current?.focus();
}
