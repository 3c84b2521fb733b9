// The text: read-only, with a real caret, so that every way of selecting that the browser knows works.

/** The pane that shows the text in hand and its codings. */
class TextPane {
  constructor({ onmove, ondrop, label }) {
    this.words = "";
    this.lanes = new Map();
    this.spans = [];
    this.element = make("div", {
      class: "heard-text",
      role: "textbox",
      contenteditable: "true",
      "aria-readonly": "true",
      "aria-multiline": "true",
      "aria-label": label,
      spellcheck: "false",
      tabindex: "0",
      onbeforeinput: (event) => event.preventDefault(),
      onpaste: (event) => event.preventDefault(),
      oncut: (event) => event.preventDefault(),
      ondragstart: (event) => event.preventDefault(),
      ondragover: (event) => this.acceptCode(event),
      ondragleave: () => this.element.classList.remove("heard-over"),
      ondrop: (event) => this.takeCode(event, ondrop),
    });
    this.moved = () => {
      if (document.activeElement === this.element) this.keep(onmove);
    };
    document.addEventListener("selectionchange", this.moved);
    this.kept = [0, 0];
  }

  /** Let go of the page. */
  close() {
    document.removeEventListener("selectionchange", this.moved);
  }

  /** Take another text. */
  take(words) {
    this.words = words;
    this.positions = new Positions(words);
    this.lanes = new Map();
    this.pieces = new Map();
    this.kept = [0, 0];
    this.point("heard-pending", null);
    this.point("heard-lit", null);
    this.element.scrollTop = 0;
  }

  /** Draw the text with its codings. Pieces that are as they were are left alone, so that an act is quick. */
  draw(codings, looks, names) {
    this.spans = codings
      .filter((coding) => coding.start !== null)
      .map((coding) => ({
        ...coding,
        start: this.positions.toUnits(coding.start),
        end: this.positions.toUnits(coding.end),
      }));
    this.lanes = giveLanes(this.spans, this.lanes);
    const depth = Math.min(LANES_DRAWN, Math.max(0, ...[...this.lanes.values()].map((lane) => lane + 1)));
    if (depth !== this.depth) this.element.style.setProperty("--heard-depth", depth);
    this.depth = depth;
    const former = this.pieces ?? new Map();
    this.pieces = new Map();
    for (const piece of cutInto(this.words.length, this.spans)) {
      const attributes = this.attributesOf(piece, looks, names);
      const key = JSON.stringify([piece.start, piece.end, attributes]);
      this.pieces.set(key, former.get(key) ?? make("span", attributes, this.words.slice(piece.start, piece.end)));
    }
    const inside = this.element.contains(document.getSelection().anchorNode);
    arrange(this.element, [...this.pieces.values()]);
    if (inside && String(this.current()) !== String(this.kept)) this.select(...this.kept);
  }

  attributesOf({ over }, looks, names) {
    if (!over.length) return {};
    const deep = over.some((span) => this.lanes.get(span.id) >= LANES_DRAWN);
    return {
      class: deep ? "heard-coded heard-deep" : "heard-coded",
      style: stripesOf(over, this.lanes, looks),
      role: "mark",
      "aria-description": over.map((span) => names(span.code)).join("; "),
      "data-codes": over.map((span) => span.code).join(" "),
    };
  }

  /** Point out a stretch (units) that is being saved (`heard-pending`) or is in hand (`heard-lit`). */
  point(name, stretch) {
    const range = stretch ? document.createRange() : null;
    if (range) {
      const from = this.pointOf(stretch.start);
      const to = this.pointOf(stretch.end);
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
    }
    paint(name, range);
  }

  /** Remember where the caret is and tell. */
  keep(onmove) {
    this.look();
    onmove(...this.kept);
  }

  /** See where the caret is now: the browser tells of a move only a moment after it. */
  look() {
    if (document.activeElement === this.element) this.kept = this.current() ?? this.kept;
  }

  /** Return the selection as [anchor, focus] in units, or null where it is not in the text. */
  current() {
    const selection = document.getSelection();
    if (!selection.anchorNode || !this.element.contains(selection.anchorNode)) return null;
    if (!this.element.contains(selection.focusNode)) return null;
    return [
      this.unitOf(selection.anchorNode, selection.anchorOffset),
      this.unitOf(selection.focusNode, selection.focusOffset),
    ];
  }

  unitOf(node, offset) {
    const before = document.createRange();
    before.setStart(this.element, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  /** Return the selection as {start, end} in code points, start before end. */
  selection() {
    const [one, other] = [...this.kept].sort((first, second) => first - second);
    const start = this.positions.toPoints(one);
    let end = this.positions.toPoints(other);
    // An end within a character that takes two units takes the whole character in.
    if (this.positions.toUnits(end) < other) end += 1;
    return { start, end };
  }

  /** Select from one unit to another, and bring the place into sight. */
  select(anchor, focus) {
    const from = this.pointOf(anchor);
    const to = this.pointOf(focus);
    this.kept = [anchor, focus];
    document.getSelection().setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  pointOf(unit) {
    let left = unit;
    for (const span of this.element.childNodes) {
      const length = span.textContent.length;
      if (left <= length && length) return { node: span.firstChild, offset: left };
      left -= length;
    }
    return { node: this.element, offset: this.element.childNodes.length };
  }

  /** Put the caret at a place, or select a stretch (units), with the focus here. */
  focus(anchor = this.kept[0], focus = this.kept[1]) {
    const before = this.element.scrollTop;
    this.element.focus({ preventScroll: true });
    this.select(anchor, focus);
    this.element.scrollTop = before;
    this.bringIntoSight(Math.min(anchor, focus));
  }

  /** Scroll so that a place (unit) can be seen. */
  bringIntoSight(unit) {
    const { node, offset } = this.pointOf(unit);
    const range = document.createRange();
    range.setStart(node, offset);
    range.collapse(true);
    const rect = range.getClientRects()[0] ?? node.parentElement?.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    if (rect && (rect.top < box.top + 20 || rect.bottom > box.bottom - 40)) {
      this.element.scrollTop += rect.top - box.top - box.height / 3;
    }
  }

  /** Return the codings over a stretch (units), or under the caret. */
  codingsAt(anchor, focus) {
    const [start, end] = [anchor, focus].sort((one, other) => one - other);
    return this.spans.filter((span) =>
      start === end ? span.start <= start && start < span.end : span.start < end && start < span.end,
    );
  }

  acceptCode(event) {
    if (!event.dataTransfer.types.includes(CODE_DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.element.classList.add("heard-over");
  }

  takeCode(event, ondrop) {
    event.preventDefault();
    this.element.classList.remove("heard-over");
    const code = event.dataTransfer.getData(CODE_DRAGGED);
    if (!code) return;
    if (this.kept[0] === this.kept[1]) {
      const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
      if (!at || !this.element.contains(at.startContainer)) return;
      const unit = this.unitOf(at.startContainer, at.startOffset);
      this.kept = widened(partsOf(this.words, "sentence"), unit, unit);
    }
    ondrop(code, event.timeStamp);
  }
}

const CODE_DRAGGED = "application/x-heard-code";
