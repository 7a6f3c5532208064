/* Plain text of several lines → markup. PDF viewers copy the page's line breaks, so those lines are joined. */

const BULLET = /^\s*[·•‣▪◦●■]\s+/;
const NUMBERED = /^\s*(\d{1,3})[.)]\s+/;
const END = /[.!?:…։؟。]["'”’»)\]]*$/;
const LONG = 0.75; // of the longest line; a shorter one ends its paragraph

export function fromPlain(text) {
  const blocks = text.replace(/\r\n?|[\u2028\u000b]/g, "\n").replace(/\u00ad/g, "").split(/\n\s*\n|[\f\u2029]/);
  return blocks.flatMap((block) => markupOf(joined(block.split("\n")))).join("");
}

/* Join the lines of a block into paragraphs and list items. */
function joined(lines) {
  const written = lines.map((line) => line.trim()).filter(Boolean);
  const longest = Math.max(0, ...written.map((line) => line.length));
  const found = [];
  written.forEach((line, at) => {
    const before = written[at - 1];
    const begins = BULLET.test(line) || NUMBERED.test(line);
    const goesOn = at > 0 && !begins && longest > 40 && (before.length >= LONG * longest || (!END.test(before) && /^\p{Ll}/u.test(line)));
    if (goesOn) found.push(found.pop() + (/\p{L}[-‐]$/u.test(before) ? "" : " ") + line);
    else found.push(line);
  });
  return found;
}

function markupOf(lines) {
  const blocks = [];
  let open = null; // the current list: {tag, items, start}
  const close = () => {
    if (open) blocks.push(`<${open.tag}${open.start > 1 ? ` start="${open.start}"` : ""}>${open.items.join("")}</${open.tag}>`);
    open = null;
  };
  for (const line of lines) {
    const number = NUMBERED.exec(line);
    const tag = BULLET.test(line) ? "ul" : number ? "ol" : "";
    if (tag !== open?.tag) close();
    if (!tag) blocks.push(`<p>${escaped(line)}</p>`);
    else (open ??= { tag, items: [], start: Number(number?.[1]) || 1 }).items.push(`<li><p>${escaped(line.replace(BULLET, "").replace(NUMBERED, ""))}</p></li>`);
  }
  close();
  return blocks;
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
