/* The document's lines on the import page: one key sets what the selected lines are; Shift selects a range. */

const form = document.querySelector(".import-review form");
let last = null;
let isSending = false;

const boxes = () => [...form.querySelectorAll("input[name=line]")];
const keys = () => [...form.querySelectorAll(".import-keys kbd")];
const showKeys = () => form.querySelector(".import-keys")?.removeAttribute("hidden");

/* Replace the form with the one in the answer, keeping the focus and the scroll position. */
function show(page, number) {
  const pane = form.querySelector(".import-source");
  const places = [pane.scrollTop, window.scrollX, window.scrollY];
  form.replaceChildren(...page.querySelector(".import-review form").childNodes);
  document.querySelector(".messagelist")?.remove();
  const said = page.querySelector(".messagelist");
  if (said) form.before(said);
  showKeys();
  form.querySelector(".import-source").scrollTop = places[0];
  window.scrollTo(places[1], places[2]);
  form.querySelector(`input[name=line][value="${number}"]`)?.focus({ preventScroll: true });
}

async function pin(box, place) {
  if (isSending) return;
  isSending = true;
  if (!boxes().some((one) => one.checked)) box.checked = true;
  const sent = new FormData(form);
  sent.append("pin", place);
  try {
    const response = await fetch(location.pathname, { method: "POST", body: sent, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.ok || !page.querySelector(".import-review form")) throw new Error(response.statusText);
    show(page, box.value);
  } catch {
    location.reload(); // the reloaded page shows what is wrong: signed out, gone, offline
  } finally {
    isSending = false;
  }
}

form?.addEventListener("keydown", (event) => {
  const key = keys().find((one) => one.textContent === event.key);
  if (!key || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("input[name=line]")) return;
  event.preventDefault();
  pin(event.target, key.dataset.place);
});

form?.addEventListener("click", (event) => {
  if (!event.target.matches("input[name=line]")) return;
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((one, other) => one - other);
  if (event.shiftKey && from >= 0) for (const box of all.slice(from, to + 1)) box.checked = event.target.checked;
  last = event.target;
});

if (form) showKeys();
