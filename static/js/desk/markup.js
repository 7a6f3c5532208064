/* The site's markup as DOM nodes, and back. Only these tags and these kinds of addresses are allowed. */

const TAGS = new Set("EM STRONG A SUB SUP BR P H2 H3 H4 UL OL LI BLOCKQUOTE TABLE THEAD TBODY TR TH TD HR".split(" "));
const SAFE = /^(https?:|mailto:)/i;

export function nodesOf(html) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment);
  return fragment;
}

function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    const made = TAGS.has(node.tagName) ? document.createElement(node.tagName) : into;
    if (node.tagName === "A" && SAFE.test(node.getAttribute("href") ?? "")) made.setAttribute("href", node.getAttribute("href"));
    copy(node, made);
    if (made !== into) into.append(made);
  }
}

export const plainOf = (html) => nodesOf(html).textContent.replace(/\s+/g, " ").trim();

/* The editor's paragraphs, each as inline markup. Empty ones are left out. */
export function paragraphsOf(html) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  return [...parsed.body.children].map((each) => each.innerHTML.trim()).filter((each) => plainOf(each));
}
