/* The editor's library (TipTap, of django-prose-editor), of which vendor/tiptap holds what the desks use. */

let library = null;

export function fetchEditor() {
  library ??= import(document.getElementById("desk").dataset.editor);
  return library;
}
