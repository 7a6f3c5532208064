/* On small screens, content far from the viewport is laid out last (components.css), so that the page appears at once.
   After loading, the rest is laid out part by part while the browser is idle, for screenshots of the whole page. Links
   within the page, the End key and going back need all of it first: where they scroll to depends on it. */

const root = document.documentElement;
const layOutAll = () => root.classList.add("is-laid-out");
const [arrival] = performance.getEntriesByType("navigation");
const LATER = ".entry, .timeline, .card-list > article, .archive > .matrix, .edition-record, .related, .site-footer";
const ENOUGH = 8; // milliseconds: what the rest of a frame needs after a part was laid out
const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, 16, { timeRemaining: () => 0 }));

function layOutMore(parts, idle) {
  do {
    const part = parts.shift();
    part?.classList.add("is-laid-out");
    part?.getBoundingClientRect(); // lays it out now, so that the time it takes is known
  } while (parts.length && document.fonts.status === "loaded" && idle.timeRemaining() > ENOUGH);
  if (!parts.length) layOutAll();
  // A font that arrives lays out again all that is laid out.
  else document.fonts.ready.then(() => whenIdle((next) => layOutMore(parts, next)));
}

if (location.hash || arrival?.type !== "navigate") layOutAll(); // the browser scrolls before the page has loaded

addEventListener("click", ({ target }) => target.closest?.("a[href^='#']") && layOutAll(), { capture: true });
addEventListener("keydown", ({ key, metaKey }) => (key === "End" || (key === "ArrowDown" && metaKey)) && layOutAll());
addEventListener("load", () => {
  whenIdle((idle) => layOutMore([...document.querySelectorAll(LATER)], idle));
  whenIdle(() => {
    for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
  });
});
