/* What this browser stores for a desk, per person and tab, so that neither a reload nor a crash loses anything.

   Each entry goes to two places: localStorage, which also takes what is written while a page closes, and IndexedDB,
   because Chromium keeps localStorage in memory for five seconds and more before it writes it to disk. */

import { newKey } from "./state.js";

const STORE = "shelf";

export class Shelf {
  constructor(prefix, storage = localStorage) {
    Object.assign(this, { prefix, storage });
  }

  read(name) {
    return parsed(this.storage.getItem(`${this.prefix}.${name}`)).value;
  }

  write(name, value) {
    const isEmpty = value == null || (typeof value === "object" && !Object.keys(value).length);
    const place = `${this.prefix}.${name}`;
    const text = isEmpty ? null : JSON.stringify({ at: Date.now(), value });
    try {
      if (isEmpty) this.storage.removeItem(place);
      else this.storage.setItem(place, text);
    } catch {
      // Storage is full or blocked: IndexedDB may have room.
    }
    if (this.storage === localStorage) writeToDisk(place, text).catch(() => {}); // full or blocked: localStorage has it
  }
}

/* Put back into localStorage what a crash took from it: entries of this tab and of closed ones that are newer on disk. */
export async function restore(prefix, tab) {
  const database = await opened();
  if (!database) return;
  const range = IDBKeyRange.bound(`${prefix}.`, `${prefix}.\uffff`);
  const entries = database.transaction(STORE).objectStore(STORE);
  const [names, texts] = await Promise.all([entries.getAllKeys(range), entries.getAll(range)].map(answer));
  for (const [index, name] of names.entries()) {
    const owner = ownerOf(name, prefix);
    if (owner !== tab && !(await isFree(`${prefix}.${owner}`))) continue;
    if (parsed(texts[index]).at > parsed(localStorage.getItem(name)).at) localStorage.setItem(name, texts[index]);
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
  const owners = new Set(names.map((name) => ownerOf(name, prefix)));
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

function ownerOf(name, prefix) {
  return name.slice(prefix.length + 1).split(".")[0];
}

function parsed(text) {
  try {
    return { at: 0, value: null, ...JSON.parse(text) };
  } catch {
    return { at: 0, value: null };
  }
}

async function writeToDisk(name, text) {
  const change = (await opened())?.transaction(STORE, "readwrite", { durability: "strict" });
  if (text === null) change?.objectStore(STORE).delete(name);
  else change?.objectStore(STORE).put(text, name);
  change?.commit(); // at once: the page may be closing
}

let database = null;

/* Return the database, or null where the browser has none to give. */
function opened() {
  database ??= new Promise((resolve) => {
    const request = indexedDB.open("desk", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  }).catch(() => null); // blocked by a setting
  return database;
}

function answer(request) {
  return new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
}
