/* Dragging by mouse and touch, with SortableJS. A drop becomes one act, and the board redraws itself. */

import { announce, notice } from "./announce.js";
import { $, $$ } from "./dom.js";

const COMMON = {
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
  forceFallback: true, // native dragging differs between browsers and doesn't scroll
  fallbackOnBody: true,
  fallbackTolerance: 4,
  delay: 180,
  delayOnTouchOnly: true, // a short touch scrolls
  scroll: true,
  scrollSensitivity: 60,
  ghostClass: "is-ghost",
  chosenClass: "is-chosen",
  dragClass: "is-dragged",
  fallbackClass: "is-carried",
};
const NOT_HERE = "textarea, input, select, a, .card-details, .card-more, .row-acts, .check, .ProseMirror";

export class Dragging {
  constructor(desk) {
    this.desk = desk;
    this.common = {
      ...COMMON,
      onStart: () => {
        this.isGivenUp = false;
        desk.store.hold();
        document.body.classList.add("is-dragging");
      },
    };
    document.addEventListener("keydown", (event) => this.isCarrying && event.key === "Escape" && this.giveUp(event), true);
    // When the pointer is released, release the board, even if the drop failed.
    for (const name of ["pointerup", "mouseup", "touchend"]) {
      addEventListener(name, (event) => this.letGo(event), true);
    }
  }

  letGo({ isTrusted }) {
    setTimeout(() => this.isCarrying && this.drop(() => {}), 150);
    if (!isTrusted || !this.isGivenUp) return;
    this.isGivenUp = false;
    this.justDropped = performance.now();
  }

  get isCarrying() {
    return document.body.classList.contains("is-dragging");
  }

  /* Esc: end the drag without doing anything. The board redraws itself as it was. */
  giveUp(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.isGivenUp = true;
    const Kind = globalThis.PointerEvent ?? MouseEvent;
    for (const name of ["pointerup", "mouseup"]) document.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true }));
    announce("Drag canceled; nothing was moved");
  }

  overSections(root) {
    new window.Sortable(root, {
      ...this.common,
      handle: ".section-handle",
      draggable: ".section",
      onEnd: (event) => this.drop(() => this.desk.acts.moveSection(event.item.dataset.key, event.newIndex)),
    });
  }

  overCards(list) {
    new window.Sortable(list, {
      ...this.common,
      group: { name: "cards", put: ["cards", "library"] },
      handle: ".card-head",
      draggable: ".card, .row",
      filter: NOT_HERE,
      preventOnFilter: false,
      emptyInsertThreshold: 30,
      onAdd: (event) => event.item.matches(".row") && this.fromLibrary(event, list),
      onEnd: ({ item, to, newIndex }) =>
        this.drop(() => this.desk.acts.moveTo(item.dataset.key, to.dataset.key, newIndex)),
    });
  }

  overLibrary(list) {
    new window.Sortable(list, {
      ...this.common,
      group: { name: "library", pull: "clone", put: false },
      sort: false,
      draggable: ".row:not(.is-removed)",
      filter: NOT_HERE,
      preventOnFilter: false,
      onChoose: ({ item }) => {
        const count = this.desk.library.draggedWith(item).length;
        if (count > 1) item.dataset.count = count;
      },
      onUnchoose: ({ item }) => delete item.dataset.count,
      onEnd: () => this.drop(() => {}),
    });
  }

  /* SortableJS moved the row and left its clone behind: swap them back, and place the article. */
  fromLibrary({ item, clone, newIndex }, list) {
    const before = $$(":scope > .card", list)[newIndex]?.dataset.key ?? null;
    clone.replaceWith(item);
    delete item.dataset.count;
    this.drop(() => {
      const cards = this.desk.library.draggedWith(item);
      const keys = this.desk.acts.place(cards, list.dataset.key, before);
      this.desk.library.clearSelection();
      this.desk.flash(keys);
    });
  }

  drop(act) {
    document.body.classList.remove("is-dragging");
    this.justDropped = performance.now();
    try {
      if (!this.isGivenUp) act();
    } catch (problem) {
      console.error(problem); // rethrown, it would interrupt SortableJS's drop
      notice("That could not be done. The board shows the current state.", { kind: "error" });
    } finally {
      this.desk.store.release();
    }
  }

  /* Ignore the click that ends a drag. */
  guard(root) {
    root.addEventListener("click", (event) => {
      if (performance.now() - (this.justDropped ?? -Infinity) < 80 && $(".is-dragging") === null) event.stopPropagation();
    }, true);
  }
}
