/* Footnotes of various programs (a link to a note that links back) → marks [^1] in the text, and paragraphs “[^1]: the
   note” at its end, the site's own notation (text/footnotes.py). */

import { isEmpty, styleOf, wordsOf } from "./nodes.js";

const LABEL = /^[\s([]*(?:\d{1,4}|[ivxlc]{1,7}|[a-z*†‡§]{1,2})[\s).\]]*$/i;
/* What programs call a note's anchor, in case the notes weren't copied with their marks. */
const NOTE_PLACE = /^(?:_(?:ftn|edn|footnote|endnote)|ftnt|sdfootnote|sdendnote|fn|cite_note|footnote|endnote)[-_:]?\d/i;
const BLOCKS = "p, li, dd, div, aside";

/* `taken`: labels that the text already uses; new ones are added to it. */
export function footnotesIn(body, taken) {
  const marks = marksIn(body);
  const labels = new Map();
  for (const { key } of marks) if (!labels.has(key)) labels.set(key, freeLabel(taken));
  const notes = new Map();
  for (const { key, note } of marks) if (note && !notes.has(key)) notes.set(key, note);
  for (const note of notes.values()) leaveBackLinksOut(note, body); // while what they lead to is there
  for (const { link, key } of marks) whole(link).replaceWith(`[^${labels.get(key)}]`);
  for (const [key, note] of notes) body.append(written(note, labels.get(key)));
  for (const list of body.querySelectorAll("[data-style*='footnote-list'], [data-style*='endnote-list'], ol, ul")) {
    if (isEmpty(list.textContent)) list.remove();
    else if (styleOf(list)["mso-element"]) for (const rule of list.querySelectorAll("hr")) rule.remove();
  }
}

/* Links to a note further down, in order: {link, key: its anchor, note: the element with the note}. */
function marksIn(body) {
  const found = [];
  for (const link of body.querySelectorAll("a[href*='#']")) {
    const key = placeOf(link, body);
    if (!key || !LABEL.test(link.textContent)) continue;
    const target = named(body, key);
    if (!target) {
      if (NOTE_PLACE.test(key) && !/(?:ref|anc|back)/i.test(key)) found.push({ link, key, note: null });
    } else if (link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) {
      found.push({ link, key, note: target.matches(BLOCKS) ? target : target.closest(BLOCKS) });
    }
  }
  return found.filter(({ note, link }) => !note?.contains(link));
}

/* The anchor that a link points to within the document, or "". Word puts a file's address before it, and browsers the
   page's, so that only an anchor that was copied with it tells. */
function placeOf(link, body) {
  const [before, place] = link.getAttribute("href").split("#");
  const key = decoded(place);
  return before === "" || before.startsWith("file:") || (key && named(body, key)) ? key : "";
}

function decoded(place) {
  try {
    return decodeURIComponent(place);
  } catch {
    return place; // a percent sign that encodes nothing
  }
}

function named(body, key) {
  const name = CSS.escape(key);
  return body.querySelector(`#${name}, [name="${name}"]`);
}

function freeLabel(taken) {
  let label = 1;
  while (taken.has(String(label))) label += 1;
  taken.add(String(label));
  return label;
}

/* The outermost element that contains only the mark: superscript, in brackets, or both. */
function whole(link) {
  let element = link;
  while (element.parentElement && !element.parentElement.matches(`${BLOCKS}, body`) && LABEL.test(element.parentElement.textContent)) {
    element = element.parentElement;
  }
  return element;
}

function leaveBackLinksOut(note, body) {
  for (const back of note.querySelectorAll("a[href*='#']")) if (placeOf(back, body)) whole(back).remove();
  for (const back of note.querySelectorAll(".mw-cite-backlink")) back.remove();
}

/* A note as a paragraph, without its number. */
function written(note, label) {
  const made = document.createElement("p");
  made.append(`[^${label}]: `);
  const parts = note.querySelectorAll("p").length ? [...note.querySelectorAll("p")] : [note];
  parts.forEach((part, number) => made.append(...(number ? [" "] : []), ...part.childNodes));
  note.remove();
  const first = made.childNodes[1];
  if (first?.nodeType === Node.TEXT_NODE) first.data = first.data.trimStart();
  return wordsOf(made) ? made : "";
}
