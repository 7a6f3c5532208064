/* What the rich text editor's library doesn't do for the desk's forms. */
"use strict";

/* TipTap adds a <style>, which our content security policy blocks with an error in the console. It adds none if it
   finds one already: this one, in a namespace that browsers don't style by. Its rules are in css/desk.css. */
const stand = document.createElementNS("urn:desk:no-style", "style");
stand.setAttribute("data-tiptap-style", "");
document.head.append(stand);

/* The editor takes over the textarea's place and label, and cleans what is pasted. */
document.addEventListener("prose-editor:ready", async ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (label) {
    label.id ||= `${textarea.id}_label`;
    editor.view.dom.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  const { pasting } = await import("./pasting/editor.js");
  editor.setOptions({ editorProps: { ...editor.options.editorProps, ...pasting(() => editor, editor.view.dom) } });
});
