// What can be done at the desk. An act is shown as done when Python has said that it is saved.

Object.assign(DeskView.prototype, {
  async open() {
    await this.act("open");
    this.root.scrollIntoView({ block: "start" });
    this.say(`${counted(this.state.queue.size ?? 0, "text")} in the queue. Press ? in the text for the keys.`);
  },

  /** Begin with a text that has just come up. */
  begin() {
    const { queue, text } = this.state;
    this.lit = null;
    if (this.root.contains(document.activeElement) && !document.activeElement.closest("dialog, .heard-search")) this.text.focus(0, 0);
    this.caretMoved(0, 0);
    if (text.id) this.say(`Text ${queue.place + 1} of ${queue.size}: ${counted(this.codings.size, "coding")}.`);
    else this.say("This queue has no text.");
  },

  /** Put a code on the selection, or on the whole text where nothing is selected. */
  async code(code, { at = performance.now(), origin = "hand" } = {}) {
    const { start, end } = this.text.selection();
    const whole = start === end;
    const [from, to] = [...this.text.kept].sort((one, other) => one - other);
    this.setPending(whole ? null : { start: from, end: to });
    this.say(`Saving: ${this.nameOf(code)} …`);
    const reply = await this.act("code", { code, start: whole ? null : start, end: whole ? null : end, origin });
    this.setPending(null);
    if (!reply.ok) return this.say("Not saved.");
    this.painted(at);
    if (this.state.numbers.use(code)) this.draw(new Set(["fixed"]));
    this.say(`${this.nameOf(code)} put on ${whole ? "the whole text" : `“${shortened(this.text.words.slice(from, to), 60)}”`}.`);
    this.caretMoved(...this.text.kept);
  },

  /** Note how long it took from the key to the next frame drawn, where measuring tools find it. */
  painted(at) {
    // What a frame's callback leaves for later comes after that frame was drawn.
    requestAnimationFrame(() => setTimeout(() =>
      performance.measure("heard: key to painted span", { start: at, end: performance.now() })));
  },

  useNumber(number, at) {
    const code = this.state.numbers.slots[number - 1];
    if (code) this.code(code, { at });
    else this.say(`No code has the number ${number} yet.`);
  },

  pin(code, number) {
    this.state.numbers.pin(code, number);
    this.drawNumbers();
    this.codebook.draw();
    this.say(`${this.nameOf(code)} has the number ${this.state.numbers.slots.indexOf(code) + 1}.`);
  },

  hintPalette() {
    const { start, end } = this.text.selection();
    if (!this.palette.instead) this.palette.hint.textContent = start === end ? "on the whole text" : `on ${counted(end - start, "character")}`;
  },

  openPalette() {
    this.palette.open("");
    this.hintPalette();
  },

  newCode(name = "") {
    const { start, end } = this.text.selection();
    const [from, to] = [...this.text.kept].sort((one, other) => one - other);
    const spot = start === end ? null : { start, end, words: this.text.words.slice(from, to) };
    codebookDialog(this, "new", this.codebook.code, { name, spot });
  },

  // The selection

  caretMoved(anchor, focus) {
    const here = this.text.codingsAt(anchor, focus);
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const names = [...new Set(here.map((span) => `${this.nameOf(span.code)} (${span.coder || "not named"})`))];
      const words = names.length ? `Here: ${names.join(", ")}` : "No coding here.";
      if (this.here.textContent !== words) this.here.textContent = words; // it is read out when it changes
      this.list.mark(new Set(here.map((span) => span.id)));
    }, 120);
  },

  widen(kind) {
    const [start, end] = [...this.text.kept].sort((one, other) => one - other);
    this.text.focus(...widened(partsOf(this.text.words, kind), start, end));
  },

  selectAll() {
    this.text.select(0, this.text.words.length);
  },

  drop() {
    this.text.select(this.text.kept[1], this.text.kept[1]);
  },

  light(id) {
    if (this.lit === id) return;
    this.lit = id;
    const span = this.text.spans.find((each) => each.id === id);
    this.text.point("heard-lit", span ?? null);
    if (span) this.text.bringIntoSight(span.start);
  },

  // Codings

  showCoding(id) {
    const span = this.text.spans.find((each) => each.id === id);
    this.text.focus(span?.start ?? 0, span?.end ?? 0);
  },

  seen(id) {
    return { coding_id: id, revision: this.codings.get(id).revision };
  },

  async remove(id) {
    const name = this.nameOf(this.codings.get(id).code);
    const reply = await this.act("remove", this.seen(id));
    this.say(reply.ok ? `${name} taken off. Ctrl+Z puts it back.` : "Not saved.");
  },

  recode(id) {
    const seen = this.seen(id);
    this.palette.open(`instead of ${this.nameOf(this.codings.get(id).code)}`, async (code) => {
      const reply = await this.act("recode", { ...seen, code });
      this.say(reply.ok ? `It is ${this.nameOf(code)} now.` : "Not saved.");
    });
  },

  async moveCoding(id) {
    const { start, end } = this.text.selection();
    if (start === end) return this.alert("Select in the text what the coding should be on, then press e here.");
    const reply = await this.act("move_coding", { ...this.seen(id), start, end });
    return this.say(reply.ok ? "The coding is on the selection now." : "Not saved.");
  },

  codingsHere() {
    return this.text.codingsAt(...this.text.kept);
  },

  removeHere() {
    const here = this.codingsHere();
    if (here.length === 1) this.remove(here[0].id);
    else if (here.length) this.toCodings("Several codings are here: choose one and press Delete.");
    else this.say("No coding here.");
  },

  toCodings(words = "") {
    this.openTab("codings", false);
    const here = this.codingsHere();
    const id = here[0]?.id ?? this.codingsInOrder()[0]?.id;
    if (id) this.list.hold(id, true);
    if (words || !id) this.say(words || "This text has no coding.");
  },

  memoHere() {
    const here = this.codingsHere();
    if (here.length > 1) this.toCodings("Several codings are here: choose one and press m.");
    else this.memoOn(here[0]?.id ?? null);
  },

  memoOn(id) {
    if (id) memoDialog(this, "coding", id, `the coding ${this.nameOf(this.codings.get(id).code)}`);
    else memoDialog(this, "text", this.state.text.id, "this text");
  },

  // Where one is

  async move(way) {
    this.root.contains(document.activeElement) || this.text.focus();
    const reply = await this.act(way);
    if (!reply.ok) this.say(reply.problem);
  },

  async goTo(hit) {
    const reply = await this.act("go_to", { text_id: hit.text_id });
    if (!reply.ok) return;
    const { positions } = this.text;
    this.text.focus(positions.toUnits(hit.position), positions.toUnits(hit.end));
  },

  async chooseQueue() {
    await this.act("queue", { name: this.queueChoice.value, question: this.questionChoice.value, seed: Number(this.seed.value) || 1 });
  },

  async turn(way) {
    const reply = await this.act(way);
    if (reply.ok) this.say(`${way === "undo" ? "Undone" : "Done again"}: ${reply.result}.`);
  },

  async turnWriter() {
    const on = !this.state.queue.hides_writer;
    await this.act("hide_writer", { on });
    this.say(on ? "Who wrote the texts is hidden." : "Who wrote the texts is shown, except on texts read blind.");
  },

  /** Move the focus from part to part of the desk. */
  nextPart(by) {
    const parts = [this.queueChoice, this.codebook.tree.querySelector("[tabindex='0']"), this.text.element, this.tabButtons.find((tab) => tab.tabIndex === 0)].filter(Boolean);
    const at = parts.findIndex((part) => part === document.activeElement || part.closest("section, main, aside, .heard-bar").contains(document.activeElement));
    const to = parts[(at + by + parts.length) % parts.length];
    if (to === this.text.element) this.text.focus();
    else to.focus();
  },

  async examples(code, list) {
    const reply = await this.act("examples", { code }, { quiet: true });
    if (!reply.ok || this.codebook.code !== code) return;
    const item = (each) => make("li", {}, button(each.whole ? `(whole text) ${each.words}` : `“${each.words}”`, () => this.goToCoding(each), { class: "heard-hit" }));
    list.replaceChildren(...(reply.result.length ? reply.result.map(item) : [make("li", {}, make("em", {}, "No codings yet."))]));
  },

  async goToCoding({ text_id, id }) {
    if (text_id !== this.state.text.id && !(await this.act("go_to", { text_id })).ok) return;
    this.showCoding(id);
  },
});

export default {
  render({ model, el }) {
    const view = new DeskView({ model, el });
    return () => view.close();
  },
};
