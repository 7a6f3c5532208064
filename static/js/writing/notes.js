/* Footnotes while writing: the text keeps its marks ([^1]) and notes (“[^1]: …”); the screen shows them with the numbers
   that readers will see, in the order of the first marks. */

const MARK = /\[\^([\w-]{1,40})\](:?)/g;

/* {numbers: Map(label → number), marks: [{from, to, label}], notes: [{from, to, label, size}]} of a document. */
export function notesIn(doc) {
  const found = { numbers: new Map(), marks: [], notes: [] };
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, "\ufffc");
    if (!text.includes("[^")) return false;
    for (const match of text.matchAll(MARK)) {
      const from = at + 1 + match.index;
      const isNote = match.index === 0 && match[2] && node.type.name === "paragraph";
      if (isNote) found.notes.push({ from: at, to: at + node.nodeSize, label: match[1], size: match[0].length });
      else found.marks.push({ from, to: from + match[0].length - match[2].length, label: match[1] });
    }
    return false;
  });
  const written = new Set(found.notes.map(({ label }) => label));
  for (const { label } of found.marks) if (written.has(label) && !found.numbers.has(label)) found.numbers.set(label, found.numbers.size + 1);
  return found;
}

export function notesExtension(its) {
  const { Plugin } = its.pm.state;
  const { Decoration, DecorationSet } = its.pm.view;
  const drawn = (doc) => {
    const { numbers, marks, notes } = notesIn(doc);
    const numberOf = (label) => String(numbers.get(label) ?? "?");
    return DecorationSet.create(doc, [
      ...marks.map(({ from, to, label }) => Decoration.inline(from, to, { class: numbers.has(label) ? "note-mark" : "note-mark is-lost", "data-number": numberOf(label) })),
      ...notes.flatMap(({ from, to, label, size }) => [
        Decoration.node(from, to, { class: "note-text" }),
        Decoration.inline(from + 1, from + 1 + size, { class: numbers.has(label) ? "note-label" : "note-label is-lost", "data-number": numberOf(label) }),
      ]),
    ]);
  };
  const plugin = new Plugin({
    state: { init: (_config, { doc }) => drawn(doc), apply: (tr, before) => (tr.docChanged ? drawn(tr.doc) : before) },
    props: { decorations(state) { return this.getState(state); } },
  });
  return its.Extension.create({ name: "notes", addProseMirrorPlugins: () => [plugin] });
}

/* At a note: go back to its mark. Elsewhere: insert a mark, and write its note at the end of the text. */
export function footnote(editor, its) {
  const { state, view } = editor;
  const { TextSelection } = its.pm.state;
  const { marks, notes } = notesIn(state.doc);
  const here = notes.find(({ from, to }) => state.selection.from > from && state.selection.from < to);
  const mark = here && marks.find(({ label }) => label === here.label);
  if (mark) return view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, mark.to)).scrollIntoView());
  if (here || !state.selection.$from.parent.isTextblock) return undefined;
  const taken = new Set([...marks, ...notes].map(({ label }) => label));
  let label = 1;
  while (taken.has(String(label))) label++;
  const tr = state.tr.insertText(`[^${label}]`, state.selection.to);
  const note = state.schema.nodes.paragraph.create(null, state.schema.text(`[^${label}]: `));
  tr.insert(tr.doc.content.size, note);
  tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1)).scrollIntoView();
  return view.dispatch(tr);
}
