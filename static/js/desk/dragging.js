/* Dragging, by mouse and touch, with SortableJS. What is dropped becomes one act; the board then draws itself. */

import { $, $$ } from "./dom.js";

const COMMON = {
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
  forceFallback: true, // the browser's own dragging differs between browsers, and does not scroll
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
        desk.store.hold();
        document.body.classList.add("is-dragging");
      },
    };
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
      draggable: ".row",
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

  /* The row itself came over and its clone stayed behind: they change places back, and the article is placed. */
  fromLibrary({ item, clone, newIndex }, list) {
    const before = $$(":scope > .card", list)[newIndex]?.dataset.key ?? null;
    clone.replaceWith(item);
    delete item.dataset.count;
    const cards = this.desk.library.draggedWith(item);
    this.drop(() => {
      const keys = this.desk.acts.place(cards, list.dataset.key, before);
      this.desk.library.clearSelection();
      this.desk.flash(keys);
    });
  }

  drop(act) {
    document.body.classList.remove("is-dragging");
    this.justDropped = performance.now();
    try {
      act();
    } finally {
      this.desk.store.release();
    }
  }

  /* A click that ends a drag is none. */
  guard(root) {
    root.addEventListener("click", (event) => {
      if (performance.now() - (this.justDropped ?? -Infinity) < 80 && $(".is-dragging") === null) event.stopPropagation();
    }, true);
  }
}
