import { javascript, javascriptLanguage } from "@codemirror/lang-javascript";
import { EditorSelection, EditorState, StateEffect, StateField, Transaction } from "@codemirror/state";

const add = StateEffect.define();
const count = StateField.define({ create: () => 0, update: (value, transaction) => transaction.effects.reduce((sum, effect) => (effect.is(add) ? sum + effect.value : sum), value) });
let state = EditorState.create({ doc: "let a = 1;\nfunction f(x) { return x * a }", extensions: [javascript({ jsx: true, typescript: true }), count, EditorState.allowMultipleSelections.of(true)] });
state = state.update({ changes: [{ from: 4, to: 5, insert: "answer" }], selection: EditorSelection.create([EditorSelection.cursor(2), EditorSelection.range(4, 9)]), effects: add.of(2), annotations: Transaction.userEvent.of("input") }).state;
console.log(state.doc.toString(), state.doc.lines, state.field(count), state.selection.ranges.length);
console.log(javascriptLanguage.parser.parse("const f = async (a = 1) => <p>{a}</p>").toString());
console.log(state.update(state.replaceSelection("!")).newDoc.line(1).text);
