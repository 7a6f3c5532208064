/* Updates the list and the URL in place. Without this script, links and the form load a new page. */

const PART = "[data-archive]";
let asked = 0;
let shown = listOf(location.href);

/* The part of a URL that determines the list: everything but the fragment. */
function listOf(address) {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}

async function show(address, { isNew = true, focus = true } = {}) {
  const number = ++asked;
  const part = document.querySelector(PART);
  part.classList.add("is-waiting");
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    location.assign(address); // offline: the browser shows its own error
    return;
  }
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(PART);
  if (number !== asked) return; // a newer request has started
  if (!next) {
    location.assign(address);
    return;
  }
  const field = document.activeElement?.id === "filter-q" ? document.activeElement : null;
  const typed = field && { value: field.value, start: field.selectionStart, end: field.selectionEnd };
  part.replaceWith(document.adoptNode(next));
  document.title = page.title;
  shown = listOf(address);
  if (isNew) history.pushState({ isArchive: true }, "", address);
  if (location.hash === "#narrow") {
    location.replace(location.hash); // only a navigation updates :target, which shows the filters over the page
    document.querySelector(".archive-done-way")?.focus(); // screen readers announce the new count
  } else if (typed) {
    const again = document.getElementById("filter-q");
    again.focus();
    again.value = typed.value;
    again.setSelectionRange(typed.start, typed.end);
  } else if (focus) {
    document.querySelector("[data-status]")?.focus({ preventScroll: true }); // screen readers announce the new count
  }
}

function isPlain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-filter]");
  if (!link || !isPlain(event) || event.defaultPrevented) return;
  event.preventDefault();
  show(location.hash === "#narrow" ? link.href : link.href.split("#")[0]);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-filter]");
  if (!form) return;
  event.preventDefault();
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  show(`${form.getAttribute("action")}${values.size === 0 ? "" : `?${values}`}`);
});

/* Links within the page fire popstate, too: the list is unchanged, and the link's target keeps the focus. */
addEventListener("popstate", () => {
  const part = document.querySelector(PART);
  if (!part) return;
  if (listOf(location.href) !== shown) {
    show(location.href, { isNew: false });
  } else {
    asked++; // drops the answer to a request that is still under way
    part.classList.remove("is-waiting");
  }
});
