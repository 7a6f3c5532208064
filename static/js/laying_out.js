/* On small screens, content far from the viewport is laid out last (components.css), so that the page appears at once.
   After loading, all of it is laid out, for screenshots of the whole page. Links within the page, the End key and going
   back need it all first: where they scroll to depends on it. */

const root = document.documentElement;
const layOutAll = () => root.classList.add("is-laid-out");
const [arrival] = performance.getEntriesByType("navigation");

if (location.hash || arrival?.type !== "navigate") layOutAll(); // the browser scrolls before the page has loaded

addEventListener("click", ({ target }) => target.closest?.("a[href^='#']") && layOutAll(), { capture: true });
addEventListener("keydown", ({ key, metaKey }) => (key === "End" || (key === "ArrowDown" && metaKey)) && layOutAll());
addEventListener("load", () =>
  (window.requestIdleCallback ?? setTimeout)(() => {
    layOutAll();
    for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
  }),
);
