// The editor: CodeMirror in a shadow root, where its styles are constructed sheets and so need no nonce of the content
// security policy.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Diagnostic, Span } from "../compiler/service";
import { offsets } from "./offsets";

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--back)", fontSize: "14px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--accent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)" },
  ".cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--text)" },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "light-dark(#7a1fa2, #d7a6ff)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#0b5d3b, #8fd6a8)" },
  { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#8a4b00, #f2b872)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  {
    tag: [tags.definition(tags.variableName), tags.function(tags.variableName)],
    color: "light-dark(#0a4fa8, #8ab8ff)",
  },
  { tag: [tags.className, tags.typeName], color: "light-dark(#00616b, #74d3dd)" },
]);

export interface Actions {
  run(): void;
  changed(): void;
  /** The cursor is on another line, from 1. */
  moved(line: number): void;
}

export class Editor {
  private readonly view: EditorView;

  constructor(host: HTMLElement, source: string, actions: Actions, { readOnly = false, firstLine = 1 } = {}) {
    const root = host.attachShadow({ mode: "open" });
    const run = () => {
      actions.run();
      return true;
    };
    let line = 1;
    const view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: source,
        extensions: [
          Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
          lineNumbers({ formatNumber: (number) => String(number + firstLine - 1) }),
          EditorState.readOnly.of(readOnly),
          lintGutter(),
          history(),
          drawSelection(),
          EditorState.allowMultipleSelections.of(true),
          indentOnInput(),
          indentUnit.of("    "),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          python(),
          syntaxHighlighting(COLOURS),
          THEME,
          // Escape, then Tab leaves the editor: CodeMirror's own way for the keyboard.
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...lintKeymap,
            indentWithTab,
          ]),
          EditorView.contentAttributes.of({ "aria-label": "Program, Python. Escape and then Tab leaves the editor." }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) actions.changed();
            const now = update.state.doc.lineAt(update.state.selection.main.head).number;
            if (now === line) return;
            line = now;
            actions.moved(now);
          }),
        ],
      }),
    });
    view.scrollDOM.tabIndex = 0; // what scrolls can be reached by keyboard
    this.view = view;
  }

  get source(): string {
    return this.view.state.doc.toString();
  }

  set source(text: string) {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
    });
    this.show([]);
  }

  /** The cursor's line, from 1. */
  get line(): number {
    return this.view.state.doc.lineAt(this.view.state.selection.main.head).number;
  }

  /** Underlines what is wrong. */
  show(diagnostics: Diagnostic[]): void {
    const { doc } = this.view.state;
    const marks = diagnostics.map<Mark>((diagnostic) => ({
      ...(diagnostic.span ? offsets(doc, diagnostic.span) : { from: 0, to: 0 }),
      severity: diagnostic.severity === "note" ? "info" : diagnostic.severity,
      source: diagnostic.code,
      message: [diagnostic.message, ...diagnostic.helps].join("\n"),
    }));
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  /** Puts the cursor there. */
  go(place: Span): void {
    const { from } = offsets(this.view.state.doc, place);
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }
}
