/* The rich text editor in the desk's forms: what its library leaves undone. */
"use strict";

/* TipTap puts a <style> into the page, which our content policy refuses, with an error in the console. It looks
   first whether one stands there already: this one, of no namespace a browser styles by, is found and does nothing.
   Its rules are in css/desk.css. */
const stand = document.createElementNS("urn:desk:no-style", "style");
stand.setAttribute("data-tiptap-style", "");
document.head.append(stand);

/* The editor takes the textarea's place, and its label. */
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (label) {
    label.id ||= `${textarea.id}_label`;
    editor.view.dom.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
});
