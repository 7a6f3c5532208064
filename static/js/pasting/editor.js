/* Pasting into a rich text editor (TipTap): cleans the clipboard and says what was left out. */

import { cleaned } from "./clean.js";
import { fromPlain } from "./plain.js";

const OURS = /\sdata-pm-slice=/; // copied from an editor like this one: already clean
const LABELS = /\[\^([\w-]{1,40})\]/g;

/* Editor properties that clean what is pasted. `below`: the element above the notice. */
export function pasting(editorOf, below) {
  const clean = (html) => {
    if (OURS.test(html)) return html;
    const taken = new Set([...editorOf().state.doc.textContent.matchAll(LABELS)].map((match) => match[1]));
    const { html: markup, leftOut } = cleaned(html, taken);
    tell(editorOf(), below, leftOut);
    return markup;
  };
  const paste = (view, event) => {
    const { clipboardData } = event;
    if (clipboardData?.types.includes("text/html")) return false;
    const pictures = [...(clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/")).length;
    if (pictures) tell(editorOf(), below, [pictures === 1 ? "1 picture" : `${pictures} pictures`]);
    const text = clipboardData?.getData("text/plain") ?? "";
    return /[\r\n]/.test(text.trim()) && view.pasteHTML(fromPlain(text)); // calls this handler again, with an empty clipboard
  };
  return { transformPastedHTML: clean, handlePaste: paste, transformPasted: withItsHeading };
}

/* Keep a heading that starts several blocks: it would be merged into the paragraph at the cursor. */
function withItsHeading(slice) {
  const { childCount, firstChild } = slice.content;
  return childCount > 1 && firstChild.type.name === "heading" ? new slice.constructor(slice.content, 0, slice.openEnd) : slice;
}

/* Say what was left out, until it is undone, closed, or something else is pasted. */
function tell(editor, below, leftOut) {
  below.parentElement.querySelector(".paste-notice")?.remove();
  if (!leftOut.length) return;
  const notice = document.createElement("p");
  notice.className = "paste-notice";
  notice.setAttribute("role", "status");
  below.after(notice); // insert it first, then fill it, so that screen readers announce it
  const pictures = leftOut.some((each) => each.includes("picture")) ? " Upload pictures to the library, and place them as figures." : "";
  notice.append(`Not pasted: ${leftOut.join(", ")}.${pictures} `);
  const act = (words, done) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the text
    button.addEventListener("click", () => {
      done();
      notice.remove();
    });
    notice.append(button, " ");
  };
  act("Undo pasting", () => editor.chain().focus().undo().run());
  act("Close", () => editor.commands.focus());
}
