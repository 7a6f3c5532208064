/* Turns clipboard HTML from any program into the site's markup: headings, lists, quotations, tables, links, emphasis,
   footnotes ([^1]), and nothing else. The styles say what is bold, but our content security policy keeps browsers from
   applying them, so they are read as text, in a document that is never shown. */

import { footnotesIn } from "./footnotes.js";
import { listsIn } from "./lists.js";
import { isEmpty, styleOf } from "./nodes.js";

const HIDDEN = "script, link, meta, title, xml, template, noscript, head";
/* What is left out, and its name in the notice: [selector, singular, plural]. */
const LEFT_OUT = [
  ["img, picture, svg, canvas", "picture", "pictures"],
  ["video, audio, iframe, object, embed", "embedded medium", "embedded media"],
  ["input, select, textarea, button", "form field", "form fields"],
  ["del, s[data-deleted]", "deletion in tracked changes", "deletions in tracked changes"],
];
const INLINE = new Set("A ABBR B BDI BDO BIG CITE CODE DATA DFN EM FONT I INS KBD MARK O:P Q RP RT RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR".split(" "));
const ITALIC = new Set(["I", "EM"]);
const BOLD = new Set(["B", "STRONG"]);
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const QUOTE = /^(?:Mso(?:Intense)?Quote\w*|Quote)$/i;

/* Return {html, leftOut: [“2 pictures”, …]}. `taken`: note labels that the text already uses. */
export function cleaned(html, taken = new Set()) {
  const body = parsed(html);
  const leftOut = takeOut(body);
  footnotesIn(body, taken);
  listsIn(body);
  const levels = [...body.querySelectorAll("*")].map(levelOf).filter(Boolean);
  const page = { shift: levels.includes(1) ? 1 : 0 }; // our highest is h2: h1 is the article's title
  return { html: blocksOf(body, {}, page).join(""), leftOut };
}

function parsed(html) {
  const unstyled = html.replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, "").replace(TAG, (tag) => tag.replace(/(\s)style(\s*=)/gi, "$1data-style$2"));
  return new DOMParser().parseFromString(unstyled, "text/html").body;
}

/* Remove what a text can't contain. Returns what was visible of it, in words. */
function takeOut(body) {
  for (const each of body.querySelectorAll(HIDDEN)) each.remove();
  for (const each of body.querySelectorAll("[data-style]")) {
    const style = styleOf(each);
    if (style.display === "none" || style["mso-hide"] === "all") each.remove();
  }
  const found = [];
  const count = (elements, one, several) => {
    if (elements.length) found.push(`${elements.length} ${elements.length === 1 ? one : several}`);
    for (const each of elements) each.remove();
  };
  const lists = [...body.querySelectorAll("[data-style*='mso-element']")].filter((each) => styleOf(each)["mso-element"] === "comment-list");
  count(lists.flatMap((each) => [...each.querySelectorAll("[data-style*='mso-element']")]), "comment", "comments");
  for (const each of [...lists, ...body.querySelectorAll(".MsoCommentReference, .msocomanchor")]) each.remove();
  for (const [selector, one, several] of LEFT_OUT) {
    const elements = [...body.querySelectorAll(selector)].filter((each) => !each.parentElement.closest(selector));
    count(elements.filter((each) => each.getAttribute("width") !== "1"), one, several);
    for (const each of elements) each.remove();
  }
  return found;
}

/* The level (1–6) of a heading, by its tag, its role, or its program's style name; 0 if it isn't a heading. */
function levelOf(element) {
  const byTag = /^H([1-6])$/.exec(element.tagName);
  if (byTag) return Number(byTag[1]);
  if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level")) || 2;
  if (!["P", "DIV"].includes(element.tagName)) return 0;
  if (element.classList.contains("MsoTitle")) return 1;
  const outline = Number(styleOf(element)["mso-outline-level"]) || 0;
  const named = /(?:^|\s)(?:Mso)?heading\s?([1-6])(?:\s|$)/i.exec(`${element.getAttribute("data-ccp-parastyle") ?? ""} ${element.className}`);
  return named ? Number(named[1]) : outline <= 6 ? outline : 0;
}

const isQuote = (element) =>
  element.tagName === "BLOCKQUOTE" || [...element.classList, element.getAttribute("data-ccp-parastyle") ?? ""].some((name) => QUOTE.test(name));

/* The blocks in an element, as strings. Text between blocks becomes paragraphs. */
function blocksOf(parent, marks, page) {
  const blocks = [];
  let line = "";
  const flush = () => {
    for (const part of line.split(/(?:<br>\s*){2,}/)) if (!isEmpty(part)) blocks.push(`<p>${trimmed(part)}</p>`);
    line = "";
  };
  for (const node of parent.childNodes) {
    if (isInline(node)) {
      line += inlineOf(node, marks);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      flush();
      blocks.push(...blockOf(node, marksOf(node, marks), page));
    }
  }
  flush();
  return blocks;
}

const isInline = (node) =>
  node.nodeType === Node.TEXT_NODE ||
  node.nodeName === "BR" ||
  (INLINE.has(node.nodeName) && [...node.querySelectorAll("*")].every((each) => INLINE.has(each.tagName) || each.tagName === "BR"));

function blockOf(node, marks, page) {
  const level = levelOf(node);
  if (level) return headings(node, Math.min(4, Math.max(2, level + page.shift)));
  switch (node.tagName) {
    case "HR":
      return ["<hr>"];
    case "UL":
    case "OL":
      return list(node, marks, page);
    case "TABLE":
      return table(node, marks, page);
    case "PRE":
      return node.textContent.split(/\n+/).filter((line) => !isEmpty(line)).map((line) => `<p>${escaped(line.trim())}</p>`);
  }
  const inner = blocksOf(node, marks, page);
  return isQuote(node) && inner.length ? [`<blockquote>${inner.join("")}</blockquote>`] : inner;
}

function headings(node, level) {
  const words = trimmed([...node.childNodes].map((each) => inlineOf(each, {})).join("").replace(/<\/?strong>|<br>/g, (tag) => (tag === "<br>" ? " " : "")));
  return isEmpty(words) ? [] : [`<h${level}>${words}</h${level}>`];
}

function list(node, marks, page) {
  const items = [...node.children].map((item) => blocksOf(item, marksOf(item, marks), page).join("")).filter(Boolean);
  if (!items.length) return [];
  const start = Number(node.getAttribute("start")) || 1;
  const opening = node.tagName === "OL" && start > 1 ? `<ol start="${start}">` : `<${node.tagName.toLowerCase()}>`;
  return [`${opening}${items.map((item) => `<li>${item}</li>`).join("")}</${node.tagName.toLowerCase()}>`];
}

function table(node, marks, page) {
  const rows = [...node.rows].map((row) => [...row.cells].map((cell) => cellOf(cell, marks, page)).join("")).filter(Boolean);
  return rows.length && !isEmpty(rows.join("")) ? [`<table><tbody>${rows.map((row) => `<tr>${row}</tr>`).join("")}</tbody></table>`] : [];
}

function cellOf(cell, marks, page) {
  const tag = cell.tagName.toLowerCase();
  const spans = ["colspan", "rowspan"].filter((name) => Number(cell.getAttribute(name)) > 1);
  const given = spans.map((name) => ` ${name}="${Number(cell.getAttribute(name))}"`).join("");
  const plain = tag === "th" ? { ...marks, strong: false } : marks;
  return `<${tag}${given}>${blocksOf(cell, plain, page).join("") || "<p></p>"}</${tag}>`;
}

function inlineOf(node, marks) {
  if (node.nodeType === Node.TEXT_NODE) return marked(node.data.replace(/[ \t\r\n]+/g, " ").replace(/\u00a0(?=[ \u00a0])|(?<= )\u00a0/g, ""), marks);
  if (node.nodeName === "BR") return "<br>";
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.classList.contains("Apple-converted-space")) return " ";
  const own = marksOf(node, marks);
  return [...node.childNodes].map((each) => inlineOf(each, own)).join("");
}

/* Whether the element is bold, italic, superscript, subscript or a link: by its tag, but its style overrides that. */
function marksOf(element, marks) {
  const own = { ...marks };
  const { tagName } = element;
  const style = styleOf(element);
  const weight = style["font-weight"];
  if (BOLD.has(tagName)) own.strong = true;
  if (ITALIC.has(tagName)) own.em = true;
  if (tagName === "SUP" || style["vertical-align"] === "super") own.script = "sup";
  if (tagName === "SUB" || style["vertical-align"] === "sub") own.script = "sub";
  if (weight && weight !== "inherit") own.strong = /^bold/.test(weight) || Number(weight) >= 600;
  if (/^(italic|oblique|normal)/.test(style["font-style"] ?? "")) own.em = style["font-style"] !== "normal";
  if (tagName === "A") own.href = addressOf(element.getAttribute("href") ?? "") ?? own.href;
  return own;
}

/* The address of a link (web or mail), without the redirect that wraps it. */
function addressOf(href) {
  const wrapped = /^https:\/\/www\.google\.com\/url\?(.*)$/i.exec(href);
  const inner = wrapped && new URLSearchParams(wrapped[1]).get("q");
  return [inner, href].find((each) => /^(?:https?:\/\/|mailto:)\S/i.test(each ?? ""));
}

function marked(text, { strong, em, script, href }) {
  const words = escaped(text);
  if (!text.trim()) return words;
  const tags = [...(href ? [`a href="${escaped(href)}"`] : []), ...(strong ? ["strong"] : []), ...(em ? ["em"] : []), ...(script ? [script] : [])];
  return tags.reduceRight((inner, tag) => `<${tag}>${inner}</${tag.split(" ")[0]}>`, words);
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const trimmed = (line) => line.replace(/ {2,}/g, " ").replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, "");
