/* Helpers for the nodes of a clipboard's document. */

/* An element's style attribute as {name: value}, in lower case. (It was renamed to data-style before parsing.) */
export function styleOf(element) {
  const found = {};
  for (const part of (element.getAttribute("data-style") ?? "").split(";")) {
    const at = part.indexOf(":");
    if (at > 0) found[part.slice(0, at).trim().toLowerCase()] = part.slice(at + 1).trim().toLowerCase();
  }
  return found;
}

/* Whether markup contains no visible text. */
export const isEmpty = (markup) => !markup.replace(/<[^>]*>|&nbsp;|[\s\u00a0\u200b\ufeff]/g, "");

/* An element's text, with whitespace collapsed. */
export const wordsOf = (element) => element.textContent.replace(/[\s\u00a0]+/g, " ").trim();
