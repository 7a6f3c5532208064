/* Edits the address of a link. */

import { $ } from "./dom.js";
import { openDialog } from "./dialogs.js";

const SAFE = /^(https?:\/\/|mailto:)/i;

export function askForLink(editor) {
  const input = $("#link-address");
  input.value = editor.getAttributes("link").href ?? "";
  $("#link-remove").hidden = !editor.isActive("link");
  const chain = () => editor.chain().focus().extendMarkRange("link");
  const dialog = openDialog("link-dialog", () => {
    const typed = input.value.trim();
    const href = SAFE.test(typed) || !typed ? typed : `https://${typed}`;
    if (!href) return chain().unsetLink().run();
    if (editor.state.selection.empty && !editor.isActive("link")) {
      return editor.chain().focus().insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    }
    chain().setLink({ href }).run();
  });
  $("#link-remove").onclick = () => {
    dialog.close();
    chain().unsetLink().run();
  };
}
