/* The drawer's links that add or change a row of another list in a small window, and what that window tells when it is
   done (admin/js/popup_response.js). */

import { $, $$, el } from "./dom.js";

const SIZE = "height=700,width=900,resizable=yes,scrollbars=yes";
const selectOf = ({ name }) => document.getElementById(name.replace(/__1$/, "")); // the admin's name for a first window

export function wireRelated(form) {
  for (const link of $$(".related-widget-wrapper-link", form)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (link.href) open(link.href, `${link.id.replace(/^(?:add|change)_/, "")}__1`, SIZE)?.focus();
    });
  }
  for (const select of $$("select", form)) select.addEventListener("change", () => point(select));
  for (const select of $$("select", form)) point(select);
  Object.assign(globalThis, {
    dismissAddRelatedObjectPopup: (popup, value, title) => close(popup, value, value, title),
    dismissChangeRelatedObjectPopup: (popup, was, title, value) => close(popup, was, value, title),
    dismissDeleteRelatedObjectPopup: (popup) => popup.close(),
  });
}

/* Let the link that changes the chosen row lead to it. */
function point(select) {
  const link = $(".change-related", select.closest(".related-widget-wrapper") ?? el("div"));
  if (!link) return;
  if (select.value) link.href = link.dataset.hrefTemplate.replace("__fk__", encodeURIComponent(select.value));
  else link.removeAttribute("href");
  link.toggleAttribute("aria-disabled", !select.value);
}

function close(popup, was, value, title) {
  const select = selectOf(popup);
  const known = [...(select?.options ?? [])].find((option) => option.value === String(was));
  const option = known ?? select?.appendChild(el("option"));
  if (option) {
    Object.assign(option, { value, textContent: title, selected: true });
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  popup.close();
}
