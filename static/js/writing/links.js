/* The dialog for a link: an address, or one of our own articles, snapshots, authors and topics, found by typing and kept
   by identity (article:12), so that it leads there whatever the address becomes. */

import { openDialog } from "../desk/dialogs.js";
import { $, debounce } from "../desk/dom.js";
import { askAt } from "./places.js";
import { OWN } from "./rich_text.js";
import { Suggestions } from "../desk/suggestions.js";

const ADDRESS = /^(?:https?:\/\/|mailto:|[\w-]+(?:\.[\w-]+)+(?:[/?#]|$))/i;
let suggestions = null;
let set = () => {};

export function askForLink(editor) {
  const input = $("#own-link-q");
  const now = editor.getAttributes("link").href ?? "";
  input.value = now;
  $("#own-link-remove").hidden = !now;
  set = (href, title) => putLink(editor, href, title);
  const dialog = openDialog("own-link-dialog", () => {
    const typed = input.value.trim();
    if (!typed) return set("");
    if (OWN.test(typed) || ADDRESS.test(typed)) set(/^(?:[a-z]+:)/i.test(typed) ? typed : `https://${typed}`);
    return undefined;
  });
  $("#own-link-remove").onclick = () => (dialog.close(), set(""));
  suggestions ??= wire(input, dialog);
  suggestions.show([]);
  input.select();
}

function wire(input, dialog) {
  const made = new Suggestions(input, $("#own-link-found"), ({ href, title }) => (dialog.close(), set(href, title)));
  const look = debounce(160, async () => {
    const typed = input.value.trim();
    if (!typed || OWN.test(typed) || ADDRESS.test(typed)) return made.show([]);
    const { targets } = await askAt("targets", { q: typed, of: "links" }).catch(() => ({ targets: [] }));
    if (input.value.trim() === typed) made.show(targets, "No article, snapshot, author or topic has these words.");
  });
  input.addEventListener("input", look);
  return made;
}

function putLink(editor, href, title) {
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!href) return chain.unsetLink().run();
  if (editor.state.selection.empty && !editor.isActive("link")) {
    return editor.chain().focus().insertContent({ type: "text", text: title ?? href, marks: [{ type: "link", attrs: { href } }] }).run();
  }
  return chain.setLink({ href }).run();
}
