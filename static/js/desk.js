/* The desk's forms: accessible names for the controls that Select2 puts in place of a select. */
"use strict";
{
  // Select2's clear button is in a list without being a list item. Each choice has its own remove button.
  for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
    select.dataset.allowClear = "false";
  }

  const textOf = (select) =>
    (select.labels?.[0]?.textContent ?? select.getAttribute("aria-label") ?? select.name).trim().replace(/:$/, "");

  const name = (container) => {
    const select = container.previousElementSibling;
    if (select?.tagName !== "SELECT") return;
    select.setAttribute("aria-label", textOf(select));
    const shown = container.querySelector("span.select2-selection__rendered");
    if (shown) {
      shown.removeAttribute("role");
      shown.removeAttribute("aria-readonly");
      container.querySelector(".select2-selection").setAttribute("aria-labelledby", `${select.id} ${shown.id}`);
    } else {
      container.querySelector(".select2-selection").setAttribute("aria-labelledby", select.id);
    }
    const chooser = container.querySelector(".select2-selection");
    const list = chooser.getAttribute("aria-owns");
    if (list) chooser.setAttribute("aria-controls", list);
    container.querySelector("input")?.setAttribute("aria-label", textOf(select));
  };

  const look = (root) => {
    for (const container of root.querySelectorAll(".select2-container")) name(container);
    for (const choices of root.querySelectorAll("body > .select2-container--open")) {
      choices.setAttribute("role", "region");
      choices.setAttribute("aria-label", "Choices");
    }
    for (const field of root.querySelectorAll(".select2-dropdown .select2-search__field")) field.setAttribute("aria-label", "Search");
  };

  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length)) look(document);
  }).observe(document.body, { childList: true, subtree: true });

  // Ask before leaving a form with unsaved input.
  const form = document.querySelector("#content-main form[id$=_form]");
  if (form) {
    let isChanged = false;
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => (isChanged = true));
    form.addEventListener("submit", () => (isChanged = false));
    window.addEventListener("beforeunload", (event) => {
      if (isChanged) event.preventDefault();
    });
  }

  // The account menu closes like a menu: by Escape, or when the focus or a click goes elsewhere.
  const menu = document.querySelector(".account-menu");
  if (menu) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
