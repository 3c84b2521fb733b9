// The desk: what the browser knows, what it asks of Python, and where each pane stands.

const ANSWER_WITHIN = 20000; // milliseconds until a request counts as unanswered
const NEWS_EVERY = 8000;

class DeskView {
  constructor({ model, el }) {
    this.model = model;
    this.name = freshId("view");
    this.waiting = new Map();
    this.sent = 0;
    this.codings = new Map();
    this.looks = new Map();
    this.lit = null;
    this.state = { codebook: [], counts: {}, memos: [], text: { words: "" }, judgements: { coders: [], codes: [] }, batches: [], suggestions: { codes: [] }, queue: { names: [] }, history: {}, numbers: new NumberKeys([]) };
    this.root = make("div", { class: "heard-desk", role: "region", "aria-label": "Coding desk", "data-lm-suppress-shortcuts": "true" });
    this.build();
    el.classList.add("heard-desk-frame");
    el.append(this.root);
    this.fit();
    this.root.addEventListener("keydown", (event) => deskKey(this, event));
    this.heard = (message) => this.answered(message);
    model.on("msg:custom", this.heard);
    this.open();
    this.timer = setInterval(() => {
      if (!document.hidden && !this.waiting.size && this.root.isConnected) this.act("news", {}, { quiet: true });
    }, NEWS_EVERY);
  }

  /** Take the height of the notebook's window, so that the desk and nothing else scrolls. */
  fit() {
    const pane = this.root.closest(".jp-WindowedPanel-outer, .jp-Notebook");
    if (!pane) return requestAnimationFrame(() => this.root.isConnected && this.fit());
    this.watch = new ResizeObserver(() => this.root.style.setProperty("--heard-height", `${pane.clientHeight - 40}px`));
    return this.watch.observe(pane);
  }

  close() {
    this.watch?.disconnect();
    clearInterval(this.timer);
    this.model.off("msg:custom", this.heard);
    this.text.close();
  }

  build() {
    const state = () => this.state;
    this.text = new TextPane({
      label: "Text in hand, read-only; press question mark for the keys",
      onmove: (anchor, focus) => this.caretMoved(anchor, focus),
      ondrop: (code, at) => this.code(code, { at }),
    });
    this.text.element.addEventListener("keydown", (event) => textKey(this, event));
    this.palette = new Palette({
      codebook: () => this.state.codebook,
      looks: () => this.looks,
      onchoose: (code, at) => this.code(code, { at }),
      onnew: (name) => this.newCode(name),
      onleave: () => this.text.focus(),
    });
    this.palette.field.addEventListener("focus", () => this.hintPalette());
    this.codebook = new CodebookPane({
      state,
      looks: () => this.looks,
      onuse: (code, at) => this.code(code, { at }),
      ondeed: (deed, code, number) => (deed === "pin" ? this.pin(code, number) : codebookDialog(this, deed, code)),
      onexamples: (code, list) => this.examples(code, list),
    });
    this.list = new CodingsPane({ desk: this });
    this.search = new SearchPane({ desk: this });
    this.settle = new SettlePane({ desk: this });
    this.suggestions = new SuggestionsPane({ desk: this });
    this.numbers = make("div", { class: "heard-numbers", role: "toolbar", "aria-label": "Codes on number keys" });
    this.writer = make("dl", { class: "heard-writer" });
    this.question = make("p", { class: "heard-question" });
    this.whole = make("p", { class: "heard-whole", hidden: true });
    this.here = make("p", { class: "heard-here-line", "aria-live": "polite" });
    this.status = make("p", { class: "heard-status", role: "status" });
    this.problem = make("div", { class: "heard-alert", role: "alert", hidden: true });
    this.main = make("main", { class: "heard-main-pane", "aria-label": "Text" },
      make("header", {}, this.question, this.writer), this.palette.element, this.numbers, this.whole, this.text.element, this.here);
    this.root.append(this.bar(), this.problem, this.codebook.element, this.main, this.side(), this.status);
  }

  bar() {
    this.queueChoice = make("select", { "aria-label": "Queue", onchange: () => this.chooseQueue() });
    this.questionChoice = make("select", { "aria-label": "Question", onchange: () => this.chooseQueue() });
    this.seed = make("input", { type: "number", "aria-label": "Seed of the sample", title: "Seed of the sample", hidden: true, onchange: () => this.chooseQueue() });
    this.place = make("span", { class: "heard-place" });
    this.undoButton = button("Undo", () => this.turn("undo"));
    this.redoButton = button("Redo", () => this.turn("redo"));
    this.title = make("strong", { class: "heard-title" });
    this.writerButton = button("Hide who wrote", () => this.turnWriter(), { "aria-pressed": "false" });
    return make("div", { class: "heard-bar", role: "toolbar", "aria-label": "Queue and acts" },
      this.title, this.queueChoice, this.seed, this.questionChoice, this.place,
      button("Previous", () => this.move("previous"), { title: "Previous text (p)" }),
      button("Next", () => this.move("next"), { title: "Next text (n)", class: "heard-main" }),
      make("span", { class: "heard-spring" }),
      this.undoButton, this.redoButton, this.writerButton,
      button("Batches", () => batchesDialog(this)), button("Keys", () => helpDialog(this), { title: "Keys (?)" }));
  }

  side() {
    this.tabs = { codings: ["Codings", this.list.element], search: ["Search", this.search.element], settle: ["Compare", this.settle.element], suggestions: ["Suggest", this.suggestions.element] };
    this.tabButtons = Object.entries(this.tabs).map(([name, [label, panel]]) => {
      panel.id = freshId("panel");
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-label", label);
      return make("button", { type: "button", role: "tab", id: freshId("tab"), "aria-controls": panel.id, "data-tab": name, onclick: () => this.openTab(name, false) }, label);
    });
    const bar = make("div", { role: "tablist", "aria-label": "Beside the text", class: "heard-tabs",
      onkeydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!by) return;
        const at = this.tabButtons.indexOf(document.activeElement) + by;
        const to = this.tabButtons[(at + this.tabButtons.length) % this.tabButtons.length];
        this.openTab(to.dataset.tab, false);
        to.focus();
        event.preventDefault();
      } }, ...this.tabButtons);
    const pane = make("aside", { class: "heard-side", "aria-label": "Beside the text" }, bar, ...Object.values(this.tabs).map(([, panel]) => panel));
    this.openTab("codings", false);
    return pane;
  }

  openTab(name, focus = true) {
    for (const tab of this.tabButtons) {
      const is = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
      this.tabs[tab.dataset.tab][1].hidden = !is;
    }
    if (focus && name === "search") this.search.focus();
    else if (focus) this.tabs[name][1].querySelector("button, input")?.focus();
  }

  // Asking Python

  /** Ask for something; the promise is kept when Python has saved it, or has said that it could not. */
  act(what, details = {}, { quiet = false, within = ANSWER_WITHIN } = {}) {
    this.sent += 1;
    const number = `${this.name}:${this.sent}`;
    return new Promise((resolve) => {
      const late = setTimeout(() => this.answered({ re: number, ok: false, parts: {}, problem:
        "No answer from the notebook's kernel: what you did last may not be saved. Run the notebook again and look." }), within);
      this.waiting.set(number, { resolve, quiet, late });
      this.model.send({ do: what, n: number, ...details });
    });
  }

  answered(reply) {
    this.take(reply.parts ?? {});
    const asked = this.waiting.get(reply.re);
    if (!asked) return;
    this.waiting.delete(reply.re);
    clearTimeout(asked.late);
    if (reply.ok && !asked.quiet) this.problem.hidden = true;
    else if (!reply.ok && !asked.quiet) this.alert(reply.problem, reply.conflict);
    asked.resolve(reply);
  }

  /** Take in the parts that have changed and draw what depends on them. */
  take(parts) {
    const { codings, fixed, ...rest } = parts;
    if (fixed) this.state.fixed = fixed;
    if (fixed) this.state.numbers = new NumberKeys(fixed.recent);
    const turned = rest.text && rest.text.id !== this.state.text.id;
    Object.assign(this.state, rest);
    if (codings?.anew) this.codings.clear();
    for (const coding of codings?.changed ?? []) this.codings.set(coding.id, coding);
    for (const id of codings?.gone ?? []) this.codings.delete(id);
    if (rest.codebook) this.looks = looksOf(rest.codebook);
    if (turned) this.text.take(rest.text.words);
    this.draw(new Set([...Object.keys(rest), ...(codings ? ["codings"] : []), ...(fixed ? ["fixed"] : [])]));
    if (turned) this.begin();
  }

  drawAll() {
    this.draw(new Set(["text", "codings", "codebook", "queue", "history", "fixed", "judgements", "memos"]));
  }

  draw(what) {
    const any = (...names) => names.some((name) => what.has(name));
    if (any("text", "codings", "codebook")) this.drawText();
    if (any("codebook", "counts", "memos", "fixed")) this.codebook.draw();
    if (any("text", "codings", "codebook", "memos")) this.list.draw();
    if (any("codebook", "fixed", "codings")) this.drawNumbers();
    if (any("text")) this.drawAbout();
    if (any("queue", "fixed")) this.drawQueue();
    if (any("judgements", "codebook", "text")) this.settle.draw();
    if (any("suggestions", "codebook")) this.suggestions.draw();
    if (any("history")) this.drawHistory();
  }

  drawText() {
    const names = new Map(this.state.codebook.map((entry) => [entry.code, entry.name]));
    this.text.draw([...this.codings.values()], this.looks, (code) => names.get(code) ?? code);
    this.drawWhole();
  }

  /** Show above the text what is on all of it, which no stripe could show. */
  drawWhole() {
    const whole = this.codingsInOrder().filter((coding) => coding.start === null);
    const item = (coding) => make("span", {}, swatch(this.looks, coding.code), `${this.nameOf(coding.code)} (${coding.coder || "coder not named"})`);
    this.whole.hidden = !whole.length;
    this.whole.replaceChildren(make("small", {}, "On the whole text:"), ...whole.map(item));
  }

  /** Show a stretch (units) as being saved; null ends that. */
  setPending(stretch) {
    this.text.point("heard-pending", stretch);
    this.text.element.setAttribute("aria-busy", String(Boolean(stretch)));
  }

  drawAbout() {
    const { text } = this.state;
    this.question.replaceChildren(make("small", {}, text.collection), " ", text.question);
    const pairs = text.writer ?? [["Who wrote it", text.blind ? "hidden: you read this text blind" : "hidden"]];
    this.writer.replaceChildren(...pairs.map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", {}, value))));
    this.root.classList.toggle("heard-empty", !text.id);
  }

  drawNumbers() {
    this.numbers.replaceChildren(...this.state.numbers.slots.map((code, place) =>
      button("", (event) => this.useNumber(place + 1, event.timeStamp), { tabindex: place ? "-1" : "0", "aria-label": `${place + 1}: ${this.nameOf(code)}`, title: this.nameOf(code) })));
    [...this.numbers.children].forEach((item, place) => {
      const code = this.state.numbers.slots[place];
      item.append(make("kbd", {}, String(place + 1)), swatch(this.looks, code), make("span", {}, this.nameOf(code)));
    });
    this.numbers.onkeydown = (event) => {
      const keys = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp", Home: "Home", End: "End" };
      if (keys[event.key]) {
        const items = [...this.numbers.children];
        const at = items.indexOf(document.activeElement) + { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 }[event.key];
        items[Math.max(0, Math.min(at, items.length - 1))]?.focus();
        event.preventDefault();
      }
    };
    if (!this.state.numbers.slots.length) this.numbers.append(make("small", {}, "Codes that you use come here, on the number keys 1 to 9."));
  }

  drawQueue() {
    const { queue, fixed } = this.state;
    if (!fixed) return;
    this.title.textContent = fixed.title;
    this.title.title = `${fixed.title}${fixed.synthetic ? " (synthetic: nobody said any of this)" : ""}, you are ${fixed.me}`;
    this.queueChoice.replaceChildren(...queue.names.map(([name, label]) => make("option", { value: name }, label)));
    this.queueChoice.value = queue.name;
    this.questionChoice.replaceChildren(make("option", { value: "" }, "All questions"), ...fixed.questions.map(([id, label]) => make("option", { value: id }, shortened(label, 70))));
    this.questionChoice.value = queue.question;
    this.seed.hidden = queue.name !== "sample";
    this.seed.value = queue.seed;
    this.place.textContent = queue.size ? `${queue.place < 0 ? "–" : (queue.place + 1).toLocaleString("en-GB")} of ${queue.size.toLocaleString("en-GB")}` : "none";
    this.writerButton.setAttribute("aria-pressed", String(queue.hides_writer));
  }

  drawHistory() {
    const { undo, redo } = this.state.history;
    for (const [push, label, name] of [[this.undoButton, undo, "Undo"], [this.redoButton, redo, "Redo"]]) {
      push.setAttribute("aria-disabled", String(!label));
      push.title = label ? `${name}: ${label}` : `Nothing to ${name.toLowerCase()}`;
    }
  }

  // Saying

  say(words) {
    this.status.textContent = words;
  }

  alert(words, conflict = null) {
    const versions = conflict
      ? make("dl", {}, make("dt", {}, "You saw"), make("dd", {}, conflict.yours), make("dt", {}, "It is now"), make("dd", {}, conflict.theirs))
      : null;
    this.problem.replaceChildren(...[make("p", {}, words), versions, button("Dismiss", () => { this.problem.hidden = true; this.text.focus(); })].filter(Boolean));
    this.problem.hidden = false;
  }

  problemOf(reply) {
    const { problem, conflict } = reply;
    return conflict ? `${problem} You saw: ${conflict.yours}. It is now: ${conflict.theirs}.` : problem;
  }

  nameOf(code) {
    return this.state.codebook.find((entry) => entry.code === code)?.name ?? code;
  }

  wordsOf(coding) {
    const { positions, words } = this.text;
    return coding.start === null ? words : words.slice(positions.toUnits(coding.start), positions.toUnits(coding.end));
  }

  codingsInOrder() {
    const first = (coding) => coding.start ?? -1;
    return [...this.codings.values()].sort((one, other) => first(one) - first(other) || (other.end ?? 0) - (one.end ?? 0) || one.id.localeCompare(other.id));
  }
}
