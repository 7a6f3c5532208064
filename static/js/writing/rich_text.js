/* The editor's building blocks (TipTap, from django-prose-editor), for the text and for the summary points. */

export const OWN = /^(?:article|snapshot|author|topic):\d+$/; // a link to our own page, by identity

const NOTE = /^\[\^[\w-]{1,40}\]:/;

/* What both can contain within a line. */
export function lineExtensions(its) {
  const { Text, Bold, Italic, Subscript, Superscript, HardBreak, History, Link } = its;
  // The library's shortcut would open its own dialog over ours.
  const link = Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({
    enableTarget: false, openOnClick: false, autolink: false, protocols: ["http", "https", "mailto"],
    isAllowedUri: (address, { defaultValidate }) => OWN.test(address) || defaultValidate(address),
  });
  return [Text, Bold, Italic, Subscript, Superscript, HardBreak, History, link];
}

/* What the text can contain. `views`: for each kind of row with a place in it, what returns the element that shows
   the row with a key. */
export function textExtensions(its, views) {
  const { Document, Paragraph, Heading, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule, Table, TableRow, TableHeader, TableCell, Gapcursor, Dropcursor } = its;
  return [
    ...lineExtensions(its), Document, Paragraph, Heading.configure({ levels: [2, 3, 4] }), BulletList, OrderedList, ListItem,
    HorizontalRule, TableRow, TableHeader, TableCell, Gapcursor, Dropcursor,
    Blockquote.extend({
      addAttributes: () => ({
        pull: { default: false, parseHTML: (element) => element.classList.contains("pull"), renderHTML: ({ pull }) => (pull ? { class: "pull" } : {}) },
      }),
    }),
    Table.extend({
      addAttributes: () => ({ caption: { default: "", parseHTML: (element) => element.caption?.textContent.trim() ?? "", renderHTML: () => ({}) } }),
      addNodeView: () => null, // the library's view has no caption
      parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
      renderHTML: ({ node }) => ["table", {}, ...(node.attrs.caption ? [["caption", {}, node.attrs.caption]] : []), ["tbody", 0]],
    }),
    its.Node.create({
      name: "callout", group: "block", content: "block+", defining: true,
      parseHTML: () => [{ tag: "aside" }],
      renderHTML: () => ["aside", {}, 0],
    }),
    ...Object.entries(views).map(([kind, viewOf]) => placeOfRow(its, kind, viewOf)),
  ];
}

/* The place of a figure or an embed: the mark [figure:KEY], shown as what it places. */
function placeOfRow(its, kind, viewOf) {
  const mark = new RegExp(`^\\s*\\[${kind}:([\\w-]{1,20})\\]\\s*$`);
  return its.Node.create({
    name: `${kind}Place`, group: "block", atom: true, draggable: true, selectable: true,
    addAttributes: () => ({ key: { default: "", renderHTML: () => ({}) } }),
    parseHTML: () => [{ tag: "p", priority: 100, getAttrs: (element) => mark.test(element.textContent) && { key: mark.exec(element.textContent)[1] } }],
    renderHTML: ({ node }) => ["p", {}, `[${kind}:${node.attrs.key}]`],
    addNodeView: () => ({ node }) => ({ dom: viewOf(node.attrs.key), stopEvent: (event) => Boolean(event.target.closest?.("input, button")), ignoreMutation: () => true }),
  });
}

/* Move the top-level block at the cursor, or the one at place `at`, up or down. Returns whether there was room. */
export function moveBlock(editor, its, by, at = placeOfCursor(editor)) {
  const { state, view } = editor;
  const to = at + by;
  if (to < 0 || to >= state.doc.childCount) return false;
  const start = placeOf(state.doc, at);
  const isHere = at === placeOfCursor(editor);
  const offset = isHere ? state.selection.from - start : 1;
  const node = state.doc.child(at);
  const landing = by < 0 ? start - state.doc.child(to).nodeSize : start + state.doc.child(to).nodeSize;
  const tr = state.tr.delete(start, start + node.nodeSize).insert(landing, node);
  const { NodeSelection, TextSelection } = its.pm.state;
  tr.setSelection(node.isAtom ? NodeSelection.create(tr.doc, landing) : TextSelection.near(tr.doc.resolve(landing + offset)));
  view.dispatch(tr.scrollIntoView());
  return true;
}

/* Give a block that nobody can write in a line below it, if it is the last before the footnotes. Returns a place in that
   line, or null where text follows anyway. `index`: of the block; by default, of the one at the cursor. */
export function lineBelow(editor, index = placeOfCursor(editor)) {
  const { state, view } = editor;
  const next = state.doc.maybeChild(index + 1);
  if (next && !NOTE.test(next.textContent)) return null;
  const at = placeOf(state.doc, index + 1);
  view.dispatch(state.tr.insert(at, state.schema.nodes.paragraph.create()));
  return at + 1;
}

function placeOfCursor({ state: { doc, selection: { $from } } }) {
  return $from.depth ? $from.index(0) : doc.childBefore($from.pos + 1).index;
}

function placeOf(doc, index) {
  let at = 0;
  for (let each = 0; each < index; each++) at += doc.child(each).nodeSize;
  return at;
}

/* Show `doc` with the fewest changes, so that the cursor and what others wrote stay in place. */
export function show(editor, doc) {
  const { state, view } = editor;
  const start = state.doc.content.findDiffStart(doc.content);
  if (start === null) return;
  let { a, b } = state.doc.content.findDiffEnd(doc.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  view.dispatch(state.tr.replace(start, a, doc.slice(start, b)).setMeta("addToHistory", false).setMeta("isHeard", true));
}
