/* What helps on a long page: links to its points and headings that copy themselves, contents that follow the reader,
   and the buttons that need a script. Words come from the page: data-link-name and data-copied of <main>. */

const main = document.querySelector("main");
const words = { link: main.dataset.linkName ?? "Link to this place", copied: main.dataset.copied ?? "The link is copied." };
const LINKED = ".summary-points li[id], .prose h2[id], .prose h3[id], .entry-section-title";

let said = document.querySelector("[data-said]");
if (!said) {
  said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  main.append(said);
}

async function copy(address, shown) {
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    return; // refused: the address bar has it
  }
  said.textContent = words.copied;
  shown.classList.add("is-copied");
  setTimeout(() => {
    said.textContent = "";
    shown.classList.remove("is-copied");
  }, 2_500);
}

function link(place) {
  const anchor = document.createElement("a");
  anchor.className = "anchor";
  anchor.href = `#${place.id || place.parentElement.id}`;
  anchor.setAttribute("aria-label", words.link);
  anchor.textContent = "#";
  anchor.addEventListener("click", () => copy(anchor.href, anchor));
  // A heading, and the section it names, are not called “… Link to this place” by those who have them read aloud.
  if (place.matches("h2, h3")) place.setAttribute("aria-label", place.textContent.trim());
  place.append(" ", anchor);
}

document.querySelectorAll(LINKED).forEach(link);

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button.dataset.copy, button));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/* The section that is read: the last one whose beginning has passed the upper third of the window. */
const entries = [...document.querySelectorAll(".contents-rail a[href^='#']")];
const places = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)))).filter(Boolean);

function follow() {
  const line = innerHeight / 3;
  const read = places.filter((place) => place.getBoundingClientRect().top <= line).at(-1);
  for (const entry of entries) {
    if (read && decodeURIComponent(entry.hash.slice(1)) === read.id) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

if (places.length > 0) {
  const watch = new IntersectionObserver(follow, { rootMargin: "-33% 0px -66% 0px" });
  places.forEach((place) => watch.observe(place)); // which calls it the first time, too
}
