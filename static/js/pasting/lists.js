/* Lists of various programs → nested HTML lists. Word has paragraphs with a marker in the text and a level in the
   style; Word on the web, one list per item; Google Docs, lists beside the item they belong to. */

import { styleOf, wordsOf } from "./nodes.js";

const WORD_LEVEL = /\bl\d+ level(\d+)/;
const BULLET = /^[\s\u00a0]*[·•‣▪◦●■][\s\u00a0]+/;
const NUMBER = /^\(?(?:(\d{1,3})|[a-z]{1,4})[.)]/i;
const WORD_MARKER = /^[\s\u00a0]*(?:[·•‣▪◦●■§o]|\(?(?:\d{1,3}|[a-z]{1,4})[.)])[\s\u00a0]+/i;

export function listsIn(body) {
  for (const each of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")) each.item = paragraphItem(each);
  gather(body, (node) => node.item);
  gather(body, (node) => (isNestedByLevel(node) ? [...node.querySelectorAll("li")].map(levelItem) : null));
  for (const inner of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = inner.previousElementSibling;
    if (before?.tagName === "LI") before.append(inner);
  }
}

/* A paragraph as a list item, or null if it isn't one. */
function paragraphItem(element) {
  const level = WORD_LEVEL.exec(styleOf(element)["mso-list"] ?? "");
  const ignored = [...element.querySelectorAll("[data-style]")].find((each) => styleOf(each)["mso-list"] === "ignore");
  const marker = ignored ? wordsOf(ignored) : "";
  if (/^H[1-6]$/.test(element.tagName)) {
    ignored?.replaceWith(`${marker} `); // a numbered heading keeps its number
    return null;
  }
  if (level) {
    ignored?.remove();
    return item(element, Number(level[1]), marker || takeMarker(element, WORD_MARKER));
  }
  if (element.querySelector("p, div, li, td, th") || element.closest("li")) return null;
  if (/MsoListParagraph/.test(element.className)) {
    const taken = takeMarker(element, WORD_MARKER);
    return taken ? item(element, 1, taken) : { ...item(element, 1, ""), isMore: true };
  }
  const bullet = takeMarker(element, BULLET);
  return bullet ? item(element, 1, bullet) : null;
}

function item(element, level, marker) {
  const number = NUMBER.exec(marker.trim());
  return [{ level, isOrdered: Boolean(number), start: Number(number?.[1]) || 1, content: element }][0];
}

/* Remove the marker at the start of an element's text and return it; "" if there is none. */
function takeMarker(element, pattern) {
  const found = pattern.exec(element.textContent)?.[0] ?? "";
  let left = found.length;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (left && walker.nextNode()) {
    const length = Math.min(left, walker.currentNode.data.length);
    walker.currentNode.data = walker.currentNode.data.slice(length);
    left -= length;
  }
  return found;
}

const levelOf = (element) => Number(element.getAttribute("aria-level") ?? element.getAttribute("data-aria-level")) || 0;

/* Whether it is a list, or contains one, whose items all have a level. */
function isNestedByLevel(node) {
  if (!/^(?:UL|OL|DIV)$/.test(node.tagName) || (node.tagName === "DIV" && !node.classList.contains("ListContainerWrapper"))) return false;
  const items = [...node.querySelectorAll("li")];
  return items.length > 0 && items.every(levelOf);
}

function levelItem(element) {
  const list = element.parentElement;
  const start = list.firstElementChild === element ? Number(list.getAttribute("start")) || 1 : 1;
  return { level: levelOf(element), isOrdered: list.tagName === "OL", start, content: element };
}

/* Replace each run of neighbors that are or contain items with a list. */
function gather(body, itemsOf) {
  const done = new Set();
  for (const element of [...body.querySelectorAll("*")]) {
    if (done.has(element) || !element.isConnected) continue;
    const run = [];
    for (let each = element; each; each = each.nextElementSibling) {
      const items = itemsOf(each);
      if (!items || (!run.length && items.isMore)) break;
      run.push({ each, items: [items].flat() });
      done.add(each);
      for (const inner of each.querySelectorAll("*")) done.add(inner);
    }
    if (!run.length) continue;
    const place = document.createComment("");
    run[0].each.before(place);
    const lists = built(run.flatMap(({ items }) => items));
    for (const { each } of run) each.remove();
    place.replaceWith(...lists);
  }
}

/* Build nested lists from items with levels. */
function built(items) {
  const tops = [];
  const open = []; // [{level, list}], outermost first
  for (const each of items) {
    const last = open.at(-1)?.list.lastElementChild;
    if (each.isMore && last) {
      last.append(...paragraph(each.content));
      continue;
    }
    while (open.length && open.at(-1).level > each.level) open.pop();
    if (open.at(-1)?.level === each.level && (open.at(-1).list.tagName === "OL") !== each.isOrdered) open.pop();
    if (!open.length || open.at(-1).level < each.level) {
      const list = document.createElement(each.isOrdered ? "ol" : "ul");
      if (each.start > 1) list.setAttribute("start", each.start);
      const within = open.at(-1)?.list.lastElementChild;
      if (within) within.append(list);
      else tops.push(list);
      open.push({ level: each.level, list });
    }
    const li = document.createElement("li");
    li.append(...(each.content.tagName === "LI" ? [...each.content.childNodes].filter((node) => !/^[UO]L$/.test(node.nodeName)) : paragraph(each.content)));
    open.at(-1).list.append(li);
  }
  return tops;
}

function paragraph(element) {
  const made = document.createElement("p");
  made.append(...element.childNodes);
  return [made];
}
