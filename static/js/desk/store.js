/* What the screen shows: the server's board, with the acts on it that are still on their way. */

import { apply } from "./state.js";

export class Store extends EventTarget {
  constructor(board) {
    super();
    this.cards = new Map();
    this.waiting = []; // entries of the outbox, in order; each has an `effect`, the operation as shown
    this.held = false;
    this.reset(board);
  }

  /* Take the server's whole board. */
  reset(board) {
    const strip = ({ card, ...placement }) => {
      if (card) this.cards.set(card.id, card);
      return placement;
    };
    const sections = board.sections.map((section) => ({ ...section, placements: section.placements.map(strip) }));
    this.confirmed = { ...board, sections };
    this.show();
  }

  get number() {
    return this.confirmed.number;
  }

  /* Take acts the server did, ours and others', in order. Returns those that were new here.

     Where the whole board was replaced, none is taken: until the new board is fetched, the number stays what it was,
     and the server refuses what is done to the old one. */
  receive(acts) {
    const fresh = acts.filter((act) => act.number > this.number).sort((a, b) => a.number - b.number);
    const replaced = fresh.findLast((act) => act.operation.op === "replace");
    if (replaced) {
      this.dispatchEvent(new CustomEvent("replaced", { detail: replaced }));
      return [];
    }
    for (const act of fresh) {
      for (const card of Object.values(act.cards ?? {})) this.cards.set(card.id, card);
      try {
        this.confirmed = apply(this.confirmed, act.operation);
      } catch {
        this.dispatchEvent(new Event("astray")); // the board here is not the server's: ask for the whole of it
      }
      this.confirmed = { ...this.confirmed, number: act.number };
    }
    return fresh;
  }

  /* Work out the board to show, and tell who draws it. While something is dragged it waits. */
  show() {
    let shown = this.confirmed;
    for (const entry of this.waiting) {
      try {
        if (entry.effect) shown = apply(shown, entry.effect);
      } catch {
        // The server will say why when its turn comes.
      }
    }
    this.shown = shown;
    if (!this.held) this.dispatchEvent(new Event("change"));
  }

  hold() {
    this.held = true;
  }

  release() {
    this.held = false;
    this.show();
  }
}
