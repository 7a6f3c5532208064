/* What the desks use of django-prose-editor's library (static/js/desk/rich.js, static/js/writing/). */
export { Editor, Extension, Node, createDocument } from "@tiptap/core";
export { Blockquote } from "@tiptap/extension-blockquote";
export { Bold } from "@tiptap/extension-bold";
export { Document } from "@tiptap/extension-document";
export { HardBreak } from "@tiptap/extension-hard-break";
export { Heading } from "@tiptap/extension-heading";
export { HorizontalRule } from "@tiptap/extension-horizontal-rule";
export { Italic } from "@tiptap/extension-italic";
export { BulletList, ListItem } from "@tiptap/extension-list";
export { Paragraph } from "@tiptap/extension-paragraph";
export { Subscript } from "@tiptap/extension-subscript";
export { Superscript } from "@tiptap/extension-superscript";
export { TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
export { Text } from "@tiptap/extension-text";
export { Dropcursor, Gapcursor, Placeholder } from "@tiptap/extensions";
export { findAddressesWith } from "linkifyjs"; // dev/editor/addresses.js
export { History } from "./src/history.js";
export { Link } from "./src/link.js";
export { OrderedList } from "./src/orderedList.js";
export { Table } from "./src/table.js";

import { DOMSerializer, Fragment, Node } from "prosemirror-model";
import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

export const pm = {
  model: { DOMSerializer, Fragment, Node },
  state: { NodeSelection, Plugin, TextSelection },
  view: { Decoration, DecorationSet },
};
