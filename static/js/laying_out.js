/* Far from the window a page is laid out only when that comes near (components.css), so that it stands at once. Where a
   link leads into the page, a key to its end, or a reader back to where the page was left, all of it is laid out first:
   nobody could tell else how far to go. */

const root = document.documentElement;
const layOutAll = () => root.classList.add("is-laid-out");
const [arrival] = performance.getEntriesByType("navigation");

if (location.hash || arrival?.type !== "navigate") layOutAll(); // before the page has loaded, the browser goes there anew

addEventListener("click", ({ target }) => target.closest?.("a[href^='#']") && layOutAll(), { capture: true });
addEventListener("keydown", ({ key, metaKey }) => (key === "End" || (key === "ArrowDown" && metaKey)) && layOutAll());
