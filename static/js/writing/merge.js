/* Three-way merge of lists, such as the blocks of a text: what only one side changed is taken. */

/* Return pieces in order: {value: […]}, or {mine: […], theirs: […]} where both changed the same place. */
export function mergedPieces(base, mine, theirs) {
  const [b, m, t] = [base, mine, theirs].map((list) => list.map((each) => JSON.stringify(each)));
  const inMine = pairs(b, m);
  const inTheirs = pairs(b, t);
  const pieces = [];
  let [i, j, k] = [0, 0, 0];
  const upTo = (nextI, nextJ, nextK) => {
    pieces.push(...between([base, b], [mine, m], [theirs, t], [i, nextI], [j, nextJ], [k, nextK]));
    [i, j, k] = [nextI, nextJ, nextK];
  };
  for (let at = 0; at < b.length; at++) {
    if (!inMine.has(at) || !inTheirs.has(at)) continue;
    upTo(at, inMine.get(at), inTheirs.get(at));
    pieces.push({ value: [mine[j]] });
    [i, j, k] = [at + 1, j + 1, k + 1];
  }
  upTo(b.length, m.length, t.length);
  return pieces.filter((piece) => !piece.value || piece.value.length);
}

/* What stands between two places that all three have. */
function between([base, b], [mine, m], [theirs, t], [i, toI], [j, toJ], [k, toK]) {
  const cut = (list, from, to) => list.slice(from, to);
  const same = (one, from, to, other, from2, to2) => cut(one, from, to).join("\n") === cut(other, from2, to2).join("\n");
  const [my, their] = [cut(mine, j, toJ), cut(theirs, k, toK)];
  if (same(b, i, toI, m, j, toJ)) return [{ value: their }];
  if (same(b, i, toI, t, k, toK) || same(m, j, toJ, t, k, toK)) return [{ value: my }];
  if (i === toI) return [{ value: [...their, ...my] }]; // both added here
  if (toI - i > 1 && toI - i === toJ - j && toI - i === toK - k) {
    return base.slice(i, toI).flatMap((_each, at) => between([base, b], [mine, m], [theirs, t], [i + at, i + at + 1], [j + at, j + at + 1], [k + at, k + at + 1]));
  }
  return [{ mine: my, theirs: their }];
}

/* The longest common subsequence: Map of places in `from` → places in `to`. */
function pairs(from, to) {
  const found = new Map();
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) found.set(start, start++);
  let [endFrom, endTo] = [from.length, to.length];
  while (endFrom > start && endTo > start && from[endFrom - 1] === to[endTo - 1]) found.set(--endFrom, --endTo);
  const [rows, columns] = [endFrom - start, endTo - start];
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row][column] = from[start + row] === to[start + column] ? lengths[row + 1][column + 1] + 1 : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  for (let [row, column] = [0, 0]; row < rows && column < columns;) {
    if (from[start + row] === to[start + column]) found.set(start + row++, start + column++);
    else if (lengths[row + 1][column] >= lengths[row][column + 1]) row++;
    else column++;
  }
  return found;
}
