// The codebook: a tree with counts, and what the code in hand means.

/** The tree of codes (ARIA tree pattern: one tab stop, arrows within). */
class CodebookPane {
  constructor({ state, looks, onuse, ondeed, onexamples }) {
    Object.assign(this, { state, looks, onuse, ondeed, onexamples });
    this.closed = new Set();
    this.code = null;
    this.typed = "";
    this.filter = make("input", {
      type: "search",
      "aria-label": "Show codes whose name has",
      placeholder: "Filter codes",
      oninput: () => this.draw(),
      onkeydown: (event) => {
        if (event.key === "ArrowDown") this.focus();
      },
    });
    this.tree = make("ul", { role: "tree", "aria-label": "Codebook", class: "heard-tree", onkeydown: (event) => this.key(event) });
    this.about = make("section", { class: "heard-about-code", "aria-label": "About the code" });
    const add = button("New code", () => ondeed("new", this.code), { title: "New code (x)" });
    this.element = make(
      "section",
      { class: "heard-codebook", "aria-label": "Codebook" },
      make("div", { class: "heard-head" }, make("h2", {}, "Codebook"), add),
      this.filter,
      this.tree,
      this.about,
    );
  }

  /** Draw the tree anew; the code in hand stays. */
  draw() {
    const focused = this.tree.contains(document.activeElement);
    const book = this.state().codebook;
    const wanted = matching(book, this.filter.value).map(({ entry }) => entry.code);
    const shown = this.filter.value.trim() ? new Set(wanted.flatMap((code) => this.upwards(code))) : null;
    const below = totals(book, this.state().counts);
    this.items = [];
    const closedAbove = (entry) => !shown && this.upwards(entry.parent).some((code) => this.closed.has(code));
    for (const entry of book) {
      if ((shown && !shown.has(entry.code)) || closedAbove(entry)) continue;
      this.items.push(this.item(entry, below));
    }
    if (!this.items.some((item) => item.dataset.code === this.code)) this.code = this.items[0]?.dataset.code ?? null;
    this.tree.replaceChildren(...this.items);
    this.hold(this.code, focused);
  }

  upwards(code) {
    const entries = new Map(this.state().codebook.map((entry) => [entry.code, entry]));
    const codes = [];
    for (let at = code; entries.has(at) && !codes.includes(at); at = entries.get(at).parent) codes.push(at);
    return codes;
  }

  item(entry, below) {
    const own = this.state().counts[entry.code] ?? 0;
    const all = below.get(entry.code);
    const parent = this.state().codebook.some((each) => each.parent === entry.code);
    const open = parent ? !this.closed.has(entry.code) : null;
    const number = this.state().numbers.slots.indexOf(entry.code) + 1;
    const counts = parent && all !== own ? `${counted(own, "coding")}, ${all} with those below` : counted(own, "coding");
    const item = make(
      "li",
      {
        role: "treeitem",
        "aria-level": entry.depth + 1,
        "aria-expanded": open === null ? null : String(open),
        "aria-selected": "false",
        "aria-label": `${entry.name}, ${counts}${number ? `, number ${number}` : ""}`,
        "data-code": entry.code,
        tabindex: "-1",
        draggable: "true",
        style: `--heard-level: ${entry.depth}`,
        title: `${entry.name}${entry.definition ? `: ${entry.definition}` : ""}`,
        onclick: () => this.hold(entry.code, true),
        ondblclick: (event) => this.onuse(entry.code, event.timeStamp),
        ondragstart: (event) => {
          event.dataTransfer.setData(CODE_DRAGGED, entry.code);
          event.dataTransfer.effectAllowed = "copy";
        },
      },
      make("span", { class: "heard-twisty", "aria-hidden": "true", onclick: (event) => this.turn(entry.code, event) },
        open === null ? "" : open ? "▾" : "▸"),
      swatch(this.looks(), entry.code),
      make("span", { class: "heard-code-name" }, entry.name),
      number ? make("kbd", { "aria-hidden": "true" }, String(number)) : null,
      make("span", { class: "heard-count", "aria-hidden": "true" }, String(open === false ? all : own)),
    );
    return item;
  }

  turn(code, event) {
    event?.stopPropagation();
    if (!this.closed.delete(code)) this.closed.add(code);
    this.draw();
  }

  /** Take a code in hand: it is the tree's tab stop, and what the box below is about. */
  hold(code, focus = false) {
    const other = code !== this.code || !this.about.firstChild;
    this.code = code;
    for (const item of this.items) {
      const is = item.dataset.code === code;
      item.tabIndex = is ? 0 : -1;
      item.setAttribute("aria-selected", String(is));
      if (is && focus) item.focus();
    }
    this.tell(other);
  }

  focus() {
    this.hold(this.code, true);
  }

  key(event) {
    if (rove(event, this.items, (item) => this.hold(item.dataset.code, true))) return;
    const entry = this.state().codebook.find((each) => each.code === this.code);
    if (!entry || event.ctrlKey || event.altKey || event.metaKey) return;
    const parent = this.state().codebook.some((each) => each.parent === entry.code);
    const deeds = { F2: "rename", m: "memo", x: "new", Delete: "retire" };
    if (event.key === "Enter") this.onuse(entry.code, event.timeStamp);
    else if (event.key === "ArrowRight" && parent && this.closed.has(entry.code)) this.turn(entry.code);
    else if (event.key === "ArrowLeft" && parent && !this.closed.has(entry.code)) this.turn(entry.code);
    else if (event.key === "ArrowLeft" && entry.parent) this.hold(entry.parent, true);
    else if (deeds[event.key]) this.ondeed(deeds[event.key], entry.code);
    else if (/^[1-9]$/.test(event.key)) this.ondeed("pin", entry.code, Number(event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Say what the code in hand means: definition, memos, what can be done with it, examples. */
  tell(other) {
    const entry = this.state().codebook.find((each) => each.code === this.code);
    if (!entry) return this.about.replaceChildren(make("p", {}, "The codebook is empty. Add a code to begin."));
    const memos = this.state().memos.filter((memo) => memo.about === "code" && memo.about_id === entry.code);
    const deeds = [["use", "Use"], ["rename", "Rename"], ["define", "Define"], ["memo", "Memo"], ["move", "Move"],
      ["merge", "Merge"], ["split", "Split"], ["retire", "Take out"]];
    const examples = other ? make("ul", { class: "heard-examples", "aria-label": "Examples" }) : this.examples;
    this.examples = examples;
    this.about.replaceChildren(
      make("h3", {}, entry.name),
      make("p", {}, entry.definition || make("em", {}, "No definition yet.")),
      ...memos.map((memo) => make("p", { class: "heard-memo" }, `Memo (${memo.by}): ${memo.body}`)),
      make("div", { class: "heard-deeds", role: "group", "aria-label": `What to do with ${entry.name}` },
        ...deeds.map(([deed, label]) => button(label, (event) =>
          deed === "use" ? this.onuse(entry.code, event.timeStamp) : this.ondeed(deed, entry.code)))),
      examples,
    );
    if (other) this.soonExamples(entry.code);
  }

  /** Ask for examples when the arrows have come to rest. */
  soonExamples(code) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.onexamples(code, this.examples), 400);
  }
}

/** Return for each code its codings with those of all codes below. */
function totals(codebook, counts) {
  const sums = new Map();
  for (const entry of [...codebook].reverse()) {
    const own = (sums.get(entry.code) ?? 0) + (counts[entry.code] ?? 0);
    sums.set(entry.code, own);
    if (entry.parent) sums.set(entry.parent, (sums.get(entry.parent) ?? 0) + own);
  }
  return sums;
}
