/* Below the text: its length, and how long reading it takes. */

import { $, debounce, plural, setText } from "../desk/dom.js";
import { notesIn } from "./notes.js";

const WORDS_A_MINUTE = 230;

export class Foot {
  constructor(body, points) {
    Object.assign(this, { body, points });
    this.showSoon = debounce(500, () => this.show());
    this.show();
  }

  show() {
    const { doc } = this.body.editor.state;
    const words = wordsOf(doc) + wordsOf(this.points.editor.state.doc);
    const notes = notesIn(doc).numbers.size;
    setText($("#foot-words"), plural(words, "word").replace(/^\d+/, (digits) => Number(digits).toLocaleString("en-US")));
    setText($("#foot-minutes"), `${Math.max(1, Math.round(words / WORDS_A_MINUTE))} min read`);
    setText($("#foot-notes"), notes ? plural(notes, "footnote") : "");
  }
}

const wordsOf = (doc) => doc.textBetween(0, doc.content.size, " ", " ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
