/* The list changes in place and the address follows. Without this script each link and the form load the page. */

const PART = "[data-archive]";
let asked = 0;
let shown = listOf(location.href);

/* What of an address decides which list it is: all but the place on the page. */
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
    location.assign(address); // offline: let the browser say so
    return;
  }
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(PART);
  if (number !== asked) return; // something newer was asked meanwhile
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
  if (typed) {
    const again = document.getElementById("filter-q");
    again.focus();
    again.value = typed.value;
    again.setSelectionRange(typed.start, typed.end);
  } else if (focus) {
    document.querySelector("[data-status]")?.focus({ preventScroll: true }); // reads the new number aloud
  }
}

function isPlain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-filter]");
  if (!link || !isPlain(event) || event.defaultPrevented) return;
  event.preventDefault();
  show(link.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-filter]");
  if (!form) return;
  event.preventDefault();
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  show(`${form.getAttribute("action")}${values.size === 0 ? "" : `?${values}`}`);
});

/* A link to a place on the page ends here too: its list is there already, and the place it leads to keeps the focus. */
addEventListener("popstate", () => {
  const part = document.querySelector(PART);
  if (!part) return;
  if (listOf(location.href) !== shown) {
    show(location.href, { isNew: false });
  } else {
    asked++; // what is still on its way belongs to an address that was left
    part.classList.remove("is-waiting");
  }
});
