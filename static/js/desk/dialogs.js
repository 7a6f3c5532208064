/* Opens dialogs. Cancel, Esc and [data-close] close them; submitting calls `onsubmit`; the focus returns to where it
   was. */

import { $, $$, el } from "./dom.js";

export function openDialog(id, onsubmit) {
  const dialog = document.getElementById(id);
  const form = $("form", dialog);
  if (form) {
    form.onsubmit = (event) => {
      event.preventDefault();
      dialog.close();
      onsubmit?.();
    };
  }
  for (const button of $$("[data-close]", dialog)) button.onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
  return dialog;
}

export function fillSections(select, acts, chosen) {
  const options = acts.board.sections.map((section) => el("option", { value: section.key }, section.title || "Untitled section"));
  const kept = chosen ?? select.value;
  select.replaceChildren(...options);
  if (acts.board.sections.some((section) => section.key === kept)) select.value = kept;
}
