// The text: read-only, with a real caret, so that every way of selecting that the browser knows works.

/** Return how many code points stand before a place that the browser counts in UTF-16 units. */
function toPoints(words, unit) {
  const inPair = unit < words.length && words.charCodeAt(unit) >= 0xdc00 && words.charCodeAt(unit) <= 0xdfff;
  return [...words.slice(0, inPair ? unit - 1 : unit)].length;
}

/** The pane that shows the text of the quotation in hand: what is quoted, and what is hidden in it. */
class WordsPane {
  constructor({ onmove }) {
    this.words = "";
    this.kept = [0, 0];
    this.element = make("div", {
      class: "heard-words", role: "textbox", contenteditable: "true", "aria-readonly": "true", "aria-multiline": "true",
      "aria-label": "What was said, read-only; select words to hide, to show again or to quote",
      spellcheck: "false", tabindex: "0",
      onbeforeinput: (event) => event.preventDefault(),
      onpaste: (event) => event.preventDefault(),
      oncut: (event) => event.preventDefault(),
      ondragstart: (event) => event.preventDefault(),
    });
    this.moved = () => {
      this.look();
      onmove();
    };
    document.addEventListener("selectionchange", this.moved);
  }

  close() {
    document.removeEventListener("selectionchange", this.moved);
  }

  /** Show a text: the quotation stands out from what is around it, and hidden characters are marked. */
  draw({ text, start, end, hidden }) {
    const points = [...text];
    const between = (from, to) => points.slice(from, to).join("");
    const around = (from, to) => (from < to ? make("span", { class: "heard-around" }, between(from, to)) : null);
    const quoted = [];
    let at = start;
    for (const each of hidden) {
      if (start + each.start > at) quoted.push(make("span", {}, between(at, start + each.start)));
      quoted.push(make("del", { title: `Hidden: ${each.kind}`, "aria-label": `hidden, ${each.kind}` }, between(start + each.start, start + each.end)));
      at = start + each.end;
    }
    if (at < end) quoted.push(make("span", {}, between(at, end)));
    const quotation = end > start ? make("span", { class: "heard-quoted", role: "mark", "aria-label": "the quotation" }, ...quoted) : null;
    const anew = text !== this.words;
    this.words = text;
    this.kept = [0, 0];
    this.element.replaceChildren(...[around(0, start), quotation, around(end, points.length)].filter(Boolean));
    if (anew) this.element.scrollTop = Math.max(0, (quotation?.offsetTop ?? 0) - this.element.offsetTop - 40);
  }

  /** See what is selected, in units; the last selection stays when the focus goes elsewhere. */
  look() {
    const selection = document.getSelection();
    if (!selection.anchorNode || !this.element.contains(selection.anchorNode) || !this.element.contains(selection.focusNode)) return;
    const places = [this.unitOf(selection.anchorNode, selection.anchorOffset), this.unitOf(selection.focusNode, selection.focusOffset)];
    this.kept = places.sort((one, other) => one - other);
  }

  unitOf(node, offset) {
    const before = document.createRange();
    before.setStart(this.element, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  /** Return what is selected as {start, end} in code points of the text; where nothing is, both are the caret. */
  selection() {
    const [start, end] = this.kept.map((unit) => toPoints(this.words, unit));
    return { start, end };
  }

  get selected() {
    return this.words.slice(...this.kept).trim();
  }
}
