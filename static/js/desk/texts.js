/* The snapshot's own texts, edited in place above and below its sections. */

import { LineControl } from "./controls.js";
import { $ } from "./dom.js";
import { RichControl } from "./rich.js";

const TEXTS = [
  ["#board-texts", "title", LineControl, { label: "Title", className: "is-title" }],
  ["#board-texts", "standfirst", LineControl, { label: "Standfirst", placeholder: "A sentence under the title…", most: 2_000 }],
  ["#board-texts", "introduction", RichControl, { label: "Introduction", placeholder: "What this snapshot is about…", kind: "prose" }],
  ["#board-heading", "selection_heading", LineControl, { label: "Heading of the selection", placeholder: "Selected analysis", className: "is-heading" }],
  ["#board-closing", "pdf_label", LineControl, { label: "Line for the PDF", placeholder: "Read this snapshot as a PDF", most: 200 }],
  ["#board-closing", "coverage_label", LineControl, { label: "Line for more coverage", placeholder: "For more coverage of the region…" }],
];

export function makeTexts(fields) {
  for (const [place, name, Control, options] of TEXTS) {
    const control = new Control(options);
    $(place).append(control.element);
    fields.add(control, "snapshot", name, `the ${options.label.toLowerCase()}`);
  }
}
