/* Review pages work without this. It notes that a person has the page open, opens the fold that an address names, and
   lets the keyboard send and close a form. */

const page = document.querySelector("[data-review]");

if (page && "unopened" in page.dataset) {
  fetch(location.pathname, { method: "POST", body: new URLSearchParams({ do: "opened" }), credentials: "omit" }).catch(() => {});
}

const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details.review-margin");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView({ block: "center" });
};
unfold();
window.addEventListener("hashchange", unfold);

// An open fold takes the focus to its comment.
page?.addEventListener("click", (event) => {
  const summary = event.target.closest(".review-margin > summary");
  if (summary) setTimeout(() => summary.parentElement.open && summary.parentElement.querySelector(":scope > div > form textarea")?.focus());
});

page?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if (event.key === "Escape") {
    const fold = event.target.closest("details[open]");
    if (!fold) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  }
});
