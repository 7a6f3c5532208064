/* Aids for long pages: links to points and headings that copy themselves, contents that follow the reader, and buttons
   that need scripts. Their words come from data-link-name and data-copied of <main>. */

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
    return; // copying failed: the address bar has the link
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
  // Keeps “Link to this place” out of the accessible names of the heading and its section.
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

/* The section being read: the last one that starts above the upper third of the window. */
const entries = [...document.querySelectorAll(".contents-rail a[href^='#']")];
const places = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)))).filter(Boolean);

/* Scrolls a long rail, but not the page. */
function bringToSight(entry) {
  if (entry.hasAttribute("aria-current")) return;
  entry.setAttribute("aria-current", "true");
  const rail = entry.closest(".contents-rail");
  rail.scrollTop = entry.offsetTop - rail.clientHeight / 2;
}

function follow() {
  const line = innerHeight / 3;
  const read = places.filter((place) => place.getBoundingClientRect().top <= line).at(-1);
  for (const entry of entries) {
    if (read && decodeURIComponent(entry.hash.slice(1)) === read.id) bringToSight(entry);
    else entry.removeAttribute("aria-current");
  }
}

if (places.length > 0) {
  const watch = new IntersectionObserver(follow, { rootMargin: "-33% 0px -66% 0px" });
  places.forEach((place) => watch.observe(place)); // also calls it once at the start
}
