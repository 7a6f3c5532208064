/* A row of tabs: one tab stop, moved through with the arrow keys. Returns choose(tab). */

import { $$ } from "./dom.js";

export function tabsIn(root, onchoose) {
  const tabs = $$("[role=tab]", root);
  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    onchoose(chosen);
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  root.addEventListener("keydown", ({ key, target }) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!by) return;
    const to = tabs[(tabs.indexOf(target) + by + tabs.length) % tabs.length];
    to.focus();
    choose(to);
  });
  return choose;
}
