/* Suggestions below a search field while you type: a combobox with a listbox (ARIA 1.2, list autocomplete). Nothing is
   selected until an arrow key selects it, so Enter still searches for what was typed. */

const WAIT = 120;
let timer = 0;
let asked = 0;

function listOf(field) {
  let list = document.getElementById(`${field.id}-suggestions`);
  if (list) return list;
  list = document.createElement("ul");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  list.hidden = true;
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  return list;
}

function close(field) {
  clearTimeout(timer);
  asked += 1;
  const list = document.getElementById(`${field.id}-suggestions`);
  if (!list) return;
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function option(suggestion, place, list) {
  const item = document.createElement("li");
  item.id = `${list.id}-${place}`;
  item.className = "suggestion";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.url = suggestion.url;
  const text = document.createElement("span");
  text.dir = "auto";
  text.textContent = suggestion.text;
  const kind = document.createElement("span");
  kind.className = "suggestion-kind";
  kind.textContent = suggestion.kind;
  item.append(text, " ", kind);
  return item;
}

async function suggest(field) {
  const typed = field.value.trim();
  if (typed.length < 2) return close(field);
  const number = ++asked;
  let found;
  try {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
    found = answer.ok ? (await answer.json()).suggestions : [];
  } catch {
    found = []; // offline: searching without suggestions
  }
  if (number !== asked || document.activeElement !== field) return;
  const list = listOf(field);
  list.replaceChildren(...found.map((each, place) => option(each, place, list)));
  list.hidden = found.length === 0;
  field.setAttribute("aria-expanded", String(found.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function move(field, step) {
  const options = [...listOf(field).children];
  if (options.length === 0 || listOf(field).hidden) return false;
  const now = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  options[now]?.setAttribute("aria-selected", "false");
  const next = now + step;
  if (next < -1) return choose(field, options.at(-1));
  return choose(field, now === -1 && step < 0 ? options.at(-1) : options[next]);
}

function choose(field, item) {
  if (item) {
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", item.id);
  } else {
    field.removeAttribute("aria-activedescendant"); // past either end, back to the field
  }
  return true;
}

addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-suggest]");
  if (!field) return;
  clearTimeout(timer);
  timer = setTimeout(() => suggest(field), WAIT);
});

addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-suggest]");
  if (!field || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (move(field, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  } else if (event.key === "Enter") {
    const chosen = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    if (chosen) {
      event.preventDefault();
      location.assign(chosen.dataset.url);
    } else {
      close(field);
    }
  } else if (event.key === "Escape" && field.getAttribute("aria-expanded") === "true") {
    event.preventDefault(); // the first Escape closes the list, the next one clears the field
    close(field);
  }
});

addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".suggestions")) event.preventDefault(); // keeps the focus in the field
});

addEventListener("click", (event) => {
  const item = event.target.closest?.(".suggestion");
  if (item) location.assign(item.dataset.url);
});

addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-suggest]")) close(event.target);
});
