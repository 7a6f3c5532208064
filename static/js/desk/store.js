/* What the screen shows: the server's board, plus the acts still on their way. */

import { apply } from "./state.js";

export class Store extends EventTarget {
  constructor(board) {
    super();
    this.cards = new Map();
    this.waiting = []; // outbox entries, in order; `effect`: the operation as shown
    this.held = false;
    this.reset(board);
  }

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

  /* Apply acts that the server has done, ours and others', in order. Returns those that were new here.

     If the whole board was replaced, none is applied: until the new board is fetched, the number stays the same, and
     the server refuses acts on the old board. */
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
        this.dispatchEvent(new Event("astray")); // this board differs from the server's: fetch it again
      }
      this.confirmed = { ...this.confirmed, number: act.number };
    }
    return fresh;
  }

  /* Compute the board to show and notify listeners. Waits while something is being dragged. */
  show() {
    let shown = this.confirmed;
    for (const entry of this.waiting) {
      try {
        if (entry.effect) shown = apply(shown, entry.effect);
      } catch {
        // The server will give the reason when it gets this act.
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
