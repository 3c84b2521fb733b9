// The codings of the text in hand, as a list beside it, and its memos.

/** The list of codings (ARIA listbox: one tab stop, arrows within). */
class CodingsPane {
  constructor({ desk }) {
    this.desk = desk;
    this.id = null;
    this.items = [];
    this.head = make("p", { class: "heard-note" });
    this.list = make("ul", {
      role: "listbox",
      "aria-label": "Codings of this text",
      class: "heard-codings",
      onkeydown: (event) => this.key(event),
      onfocusout: () => this.desk.light(null),
    });
    this.memos = make("div", { class: "heard-memos" });
    this.element = make("div", {}, this.head, this.list, this.memos);
  }

  draw() {
    const focused = this.list.contains(document.activeElement);
    const former = this.items.findIndex((item) => item.dataset.id === this.id);
    const codings = this.desk.codingsInOrder();
    const known = this.known ?? new Map();
    this.known = new Map();
    for (const coding of codings) {
      const told = this.tellOf(coding);
      const key = JSON.stringify([coding.id, told, this.desk.looks.get(coding.code)]);
      this.known.set(key, known.get(key) ?? this.item(coding, told));
    }
    this.items = [...this.known.values()];
    const at = this.items.some((item) => item.dataset.id === this.id) ? null : Math.min(Math.max(former, 0), this.items.length - 1);
    if (at !== null) this.id = this.items[at]?.dataset.id ?? null;
    arrange(this.list, this.items);
    this.head.textContent = codings.length
      ? `${counted(codings.length, "coding")} on this text.`
      : this.desk.state.text.blind ? "None of yours. Others' are hidden until you close the batch." : "Not yet coded.";
    this.hold(this.id, focused);
    this.drawMemos();
  }

  /** Return what is said of a coding: its code, its words, and notes on it. */
  tellOf(coding) {
    const { desk } = this;
    const doubt = coding.doubt ? "place in doubt: the text has changed" : "the whole text";
    const memos = desk.state.memos.filter((memo) => memo.about === "coding" && memo.about_id === coding.id).length;
    const origins = { suggestion: "accepted suggestion", import: "imported", settled: "settled", file: "from a file" };
    return {
      name: desk.nameOf(coding.code),
      words: coding.start === null ? doubt : `“${shortened(desk.wordsOf(coding), 90)}”`,
      notes: [coding.coder || "coder not named", origins[coding.origin], memos ? counted(memos, "memo") : null].filter(Boolean),
    };
  }

  item(coding, { name, words, notes }) {
    const { desk } = this;
    return make(
      "li",
      {
        role: "option",
        "aria-selected": "false",
        "aria-label": `${name}, on ${words}, ${notes.join(", ")}`,
        "data-id": coding.id,
        tabindex: "-1",
        onclick: () => this.hold(coding.id, true),
        ondblclick: () => desk.showCoding(coding.id),
      },
      swatch(desk.looks, coding.code),
      make("span", { class: "heard-code-name" }, name),
      make("small", {}, notes.join(" · ")),
      make("span", { class: "heard-quote" }, words),
    );
  }

  /** Take a coding in hand, and point it out in the text. */
  hold(id, focus = false) {
    this.id = id;
    for (const item of this.items) {
      const is = item.dataset.id === id;
      item.tabIndex = is ? 0 : -1;
      item.setAttribute("aria-selected", String(is));
      if (is && focus) {
        item.focus({ preventScroll: true });
        item.scrollIntoView({ block: "nearest" });
        this.desk.light(id);
      }
    }
  }

  /** Mark the codings that the caret is in, and bring the first into sight. */
  mark(ids) {
    let first = true;
    for (const item of this.items) {
      const here = ids.has(item.dataset.id);
      item.classList.toggle("heard-here", here);
      if (here && first) {
        this.list.scrollTop = Math.max(0, item.offsetTop - this.list.clientHeight / 3);
        first = false;
      }
    }
  }

  key(event) {
    if (rove(event, this.items, (item) => this.hold(item.dataset.id, true))) return;
    if (event.ctrlKey || event.altKey || event.metaKey || !this.id) return;
    const { desk } = this;
    const deeds = {
      Enter: () => desk.showCoding(this.id),
      Delete: () => desk.remove(this.id),
      Backspace: () => desk.remove(this.id),
      r: () => desk.recode(this.id),
      e: () => desk.moveCoding(this.id),
      m: () => desk.memoOn(this.id),
    };
    if (!deeds[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    deeds[event.key]();
  }

  drawMemos() {
    const { desk } = this;
    const here = desk.state.memos.filter((memo) => ["text", "coding"].includes(memo.about));
    const item = (memo) => {
      const coding = memo.about === "coding" ? desk.codings.get(memo.about_id) : null;
      const about = coding ? `the coding ${desk.nameOf(coding.code)}` : "this text";
      return make("li", {},
        make("p", {}, memo.body),
        make("small", {}, `On ${about} · ${memo.by}, ${memo.on} `),
        button("Change", () => memoDialog(desk, memo.about, memo.about_id, about, memo), { "aria-label": `Change the memo on ${about}` }));
    };
    this.memos.replaceChildren(
      make("div", { class: "heard-head" }, make("h3", {}, "Memos"), button("Memo on the text", () => desk.memoOn(null))),
      here.length ? make("ul", {}, ...here.map(item)) : make("p", { class: "heard-note" }, "None on this text or its codings."),
    );
  }
}
