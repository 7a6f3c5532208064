/* What this browser stores for a desk, per snapshot, person and tab, so that a reload loses nothing. */

import { newKey } from "./state.js";

export class Shelf {
  constructor(prefix, storage = localStorage) {
    Object.assign(this, { prefix, storage });
  }

  read(name) {
    try {
      return JSON.parse(this.storage.getItem(`${this.prefix}.${name}`));
    } catch {
      return null;
    }
  }

  write(name, value) {
    const isEmpty = value == null || (typeof value === "object" && !Object.keys(value).length);
    try {
      if (isEmpty) this.storage.removeItem(`${this.prefix}.${name}`);
      else this.storage.setItem(`${this.prefix}.${name}`, JSON.stringify(value));
    } catch {
      // Storage is full or blocked: only a reload could lose something.
    }
  }
}

/* Return this tab's name. A duplicated tab copies the original's; the lock tells them apart. */
export async function claimTab(prefix) {
  const kept = sessionStorage.getItem("desk.tab");
  const tab = kept && (await isFree(`${prefix}.${kept}`)) ? kept : newKey(16);
  sessionStorage.setItem("desk.tab", tab);
  navigator.locks?.request(`${prefix}.${tab}`, () => new Promise(() => {})); // held until the tab closes
  return tab;
}

/* Take over what closed tabs left unsent, and clear their storage. Returns { waiting, numbers }. */
export async function takeOver(prefix, tab) {
  const found = { waiting: [], numbers: {} };
  const names = Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}.`));
  const owners = new Set(names.map((name) => name.slice(prefix.length + 1).split(".")[0]));
  for (const owner of owners) {
    if (owner === tab || !navigator.locks || !(await isFree(`${prefix}.${owner}`))) continue;
    const left = new Shelf(`${prefix}.${owner}`);
    found.waiting.push(...(left.read("waiting") ?? []));
    Object.assign(found.numbers, left.read("numbers"));
    for (const name of ["waiting", "numbers"]) left.write(name, null);
  }
  return found;
}

function isFree(name) {
  if (!navigator.locks) return true;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => Boolean(lock));
}
