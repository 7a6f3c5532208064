/* Far from the window a page is laid out only when that comes near (components.css), so that it stands at once. Where a
   link leads into the page, or a key to its end, all of it is laid out first: nobody could tell else how far to go. */

const root = document.documentElement;
const layOutAll = () => root.classList.add("is-laid-out");

addEventListener("click", ({ target }) => target.closest?.("a[href^='#']") && layOutAll(), { capture: true });
addEventListener("keydown", ({ key, metaKey }) => (key === "End" || (key === "ArrowDown" && metaKey)) && layOutAll());

if (location.hash) {
  layOutAll();
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ behavior: "instant" });
}
