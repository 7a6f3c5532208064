/* The board as data: apply(board, operation) returns the board after it, as snapshot/desk/operations.py does.

   Nothing is changed in place: what an operation doesn't affect stays the same object. */

export class Impossible extends Error {}

const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const BLANK = { note: "", title: "", summary: [], kept_edition: null, kept_reason: "" };

export function newKey(length = 10) {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

export const sectionOf = (board, key) => board.sections.find((section) => section.key === key);

export function placeOf(board, key) {
  for (const section of board.sections) {
    const index = section.placements.findIndex((placement) => placement.key === key);
    if (index >= 0) return { section, index, placement: section.placements[index] };
  }
  return null;
}

export function apply(board, operation) {
  return OPERATIONS[operation.op](board, operation);
}

/* The operation that undoes `operation`. `board`: the board before it. */
export function invert(board, operation) {
  return INVERSES[operation.op](board, operation);
}

export function valueOf(board, target, field) {
  if (!target.includes(":")) return board.fields[field]; // the draft itself
  const [kind, key] = target.split(":");
  return (kind === "section" ? sectionOf(board, key) : placeOf(board, key)?.placement)?.[field];
}

/* The keys of what an operation affects. */
export function keysOf({ key, keys = [], items = [], section, target = "" }) {
  const placed = items.map((item) => item.key ?? item.placement.key);
  return [key, ...keys, ...placed, section?.key, target.split(":")[1]].filter(Boolean);
}

function insert(list, thing, before) {
  const found = before ? list.findIndex((each) => each.key === before) : -1;
  const at = found < 0 ? list.length : found;
  return [...list.slice(0, at), thing, ...list.slice(at)];
}

function mustHave(thing, what) {
  if (!thing) throw new Impossible(`That ${what} is no longer in this snapshot.`);
  return thing;
}

function withSection(board, key, change) {
  mustHave(sectionOf(board, key), "section");
  return { ...board, sections: board.sections.map((section) => (section.key === key ? { ...section, ...change(section) } : section)) };
}

function put(board, placement, section, before) {
  return withSection(board, section, ({ placements }) => ({ placements: insert(placements, placement, before) }));
}

function take(board, key) {
  const { section } = mustHave(placeOf(board, key), "article");
  return withSection(board, section.key, ({ placements }) => ({ placements: placements.filter((each) => each.key !== key) }));
}

const after = (list, key) => list[list.findIndex((each) => each.key === key) + 1]?.key ?? null;

const where = (board, key) => {
  const { section } = mustHave(placeOf(board, key), "article");
  return { section: section.key, before: after(section.placements, key) };
};

const OPERATIONS = {
  place: (board, { items }) =>
    items.reduce((now, { placement, section, before }) => {
      if (placeOf(now, placement.key)) throw new Impossible("That article is already in this snapshot.");
      return put(now, { ...BLANK, ...placement }, section, before);
    }, board),
  remove: (board, { keys }) => keys.reduce(take, board),
  move: (board, { items }) =>
    items.reduce((now, { key, section, before }) => {
      const { placement } = mustHave(placeOf(now, key), "article");
      mustHave(sectionOf(now, section), "section");
      return put(take(now, key), placement, section, before);
    }, board),
  add_section(board, { section, placements = [], before = null }) {
    if (sectionOf(board, section.key)) throw new Impossible("That section is already in this snapshot.");
    const made = { title: "", note: "", ...section, placements: placements.map((each) => ({ ...BLANK, ...each })) };
    return { ...board, sections: insert(board.sections, made, before) };
  },
  remove_section(board, { key }) {
    mustHave(sectionOf(board, key), "section");
    return { ...board, sections: board.sections.filter((section) => section.key !== key) };
  },
  move_section(board, { key, before = null }) {
    const section = mustHave(sectionOf(board, key), "section");
    return { ...board, sections: insert(board.sections.filter((each) => each !== section), section, before) };
  },
  set(board, { target, field, value }) {
    if (!target.includes(":")) return { ...board, fields: { ...board.fields, [field]: value } };
    const [kind, key] = target.split(":");
    if (kind === "section") return withSection(board, key, () => ({ [field]: value }));
    const { section } = mustHave(placeOf(board, key), "article");
    return withSection(board, section.key, ({ placements }) => ({
      placements: placements.map((each) => (each.key === key ? { ...each, [field]: value } : each)),
    }));
  },
  keep: (board, { items }) =>
    items.reduce((now, { key, kept_edition, kept_reason }) => {
      const { section } = mustHave(placeOf(now, key), "article");
      return withSection(now, section.key, ({ placements }) => ({
        placements: placements.map((each) => (each.key === key ? { ...each, kept_edition, kept_reason } : each)),
      }));
    }, board),
};

const INVERSES = {
  place: (board, { items }) => ({ op: "remove", keys: items.map(({ placement }) => placement.key).reverse() }),
  remove(board, { keys }) {
    const items = [];
    for (const key of keys) {
      const { card: _card, ...placement } = mustHave(placeOf(board, key), "article").placement;
      items.unshift({ placement, ...where(board, key) });
      board = take(board, key);
    }
    return { op: "place", items };
  },
  move(board, { items }) {
    const back = [];
    for (const item of items) {
      back.unshift({ key: item.key, ...where(board, item.key) });
      board = apply(board, { op: "move", items: [item] });
    }
    return { op: "move", items: back };
  },
  add_section: (board, { section }) => ({ op: "remove_section", key: section.key }),
  remove_section(board, { key }) {
    const { title, note, placements } = mustHave(sectionOf(board, key), "section");
    return { op: "add_section", section: { key, title, note }, placements, before: after(board.sections, key) };
  },
  move_section: (board, { key }) => ({ op: "move_section", key, before: after(board.sections, key) }),
  set: (board, { target, field }) => ({ op: "set", target, field, value: valueOf(board, target, field) }),
  keep: (board, { items }) => ({
    op: "keep",
    items: items.map(({ key }) => {
      const { kept_edition, kept_reason } = mustHave(placeOf(board, key), "article").placement;
      return { key, kept_edition, kept_reason };
    }),
  }),
};
