// The release desk: what the browser knows, what it asks of Python, and where each pane stands.

const ANSWER_WITHIN = 30000; // milliseconds until a request counts as unanswered
const NEWS_EVERY = 8000;
const SAID = { judge: "Saved.", put_forward: "Put forward.", hide: "Hidden, and saved.", show: "Shown again, and saved.", quote: "Put forward.", describe: "Saved.", show_under: "Saved.", undo: "Taken back." };

class ReleaseView {
  constructor({ model, el }) {
    this.model = model;
    this.name = freshId("release");
    this.sent = 0;
    this.ahead = 0;
    this.waiting = new Map();
    this.root = make("div", { class: "heard-release", role: "region", "aria-label": "Release desk", tabindex: "-1", "data-lm-suppress-shortcuts": "true" });
    this.build();
    el.append(this.root);
    this.root.addEventListener("keydown", (event) => deskKey(this, event));
    this.heard = (message) => this.answered(message);
    model.on("msg:custom", this.heard);
    this.act("open").then(() => this.root.isConnected && this.root.focus({ preventScroll: true }));
    this.timer = setInterval(() => {
      if (!document.hidden && !this.waiting.size && this.root.isConnected) this.act("news", {}, { quiet: true });
    }, NEWS_EVERY);
  }

  close() {
    clearInterval(this.timer);
    this.model.off("msg:custom", this.heard);
    this.text.close();
  }

  build() {
    this.alert = make("p", { role: "alert", class: "heard-alert", hidden: true });
    this.status = make("p", { role: "status", class: "heard-status" });
    this.progress = make("p", { class: "heard-progress" });
    this.title = make("strong", {});
    this.items = make("ul", { role: "listbox", tabindex: "0", "aria-label": "Quotations", class: "heard-list" });
    this.place = make("p", { class: "heard-note" });
    this.text = new WordsPane({ onmove: () => this.drawSelection() });
    this.root.append(
      make("div", {}, make("div", { class: "heard-row" }, this.title, this.progress), this.filters()), this.alert,
      make("div", { class: "heard-panes" },
        make("section", { "aria-label": "Quotations of the list" },
          make("div", { class: "heard-row" }, button("Previous", () => this.act("move", { by: -1 })), button("Next", () => this.act("move", { by: 1 })), this.place),
          this.items), this.main()),
      keysLine(), this.status);
  }

  filters() {
    const change = () => this.chooseList();
    const select = (label) => make("select", { "aria-label": label, onchange: change });
    this.lists = select("List");
    this.theme = select("Theme");
    this.group = select("Group");
    this.collection = select("Collection");
    this.words = make("input", { type: "search", placeholder: "Words in it", "aria-label": "Words in it", onchange: change });
    this.seed = make("input", { type: "number", min: "0", onchange: change });
    return make("div", { class: "heard-row", role: "search", "aria-label": "What to show" },
      this.lists, this.theme, this.group, this.collection, this.words, make("label", {}, "Lot ", this.seed));
  }

  main() {
    this.context = make("dl", { class: "heard-context" });
    this.warnings = make("ul", { class: "heard-warnings", "aria-label": "Be careful" });
    this.wording = make("blockquote", { class: "heard-wording", "aria-label": "What would be quoted", tabindex: "0" });
    this.hiddenThere = make("div", { class: "heard-hidden-list" });
    this.standing = make("p", { class: "heard-standing" });
    this.under = make("select", { onchange: () => this.act("show_under", { code: this.under.value }, { seen: true }) });
    const known = freshId("descriptions");
    this.descriptions = make("datalist", { id: known });
    this.who = make("input", { type: "text", list: known, maxlength: "120", placeholder: "Nothing is said of the speaker", onchange: () => this.act("describe", { who: this.who.value }, { seen: true }) });
    this.reason = make("input", { type: "text", maxlength: "300", placeholder: "Needed to reject", onkeydown: (event) => event.key === "Enter" && this.judge(this.state.quote.state === "rejected" ? "awaiting" : "rejected") });
    this.history = make("ol", { class: "heard-history", reversed: true });
    this.selectionButtons = ["hide", "show", "quote"].map((deed) =>
      button({ hide: "Hide", show: "Show again", quote: "Quote these words" }[deed], () => this.onSelection(deed), { "data-deed": deed, onmousedown: (event) => event.preventDefault() }));
    this.empty = make("p", { hidden: true }, "This list is empty. Choose another, or ask for less.");
    this.body = make("div", {},
      this.context, this.warnings,
      make("div", { class: "heard-sides" },
        make("section", { "aria-label": "What was said" }, make("h2", {}, "What was said"), this.text.element, make("div", { class: "heard-row" }, ...this.selectionButtons),
          make("h2", {}, "Hidden in it"), this.hiddenThere),
        make("section", { "aria-label": "What would be quoted" }, make("h2", {}, "What would be quoted"), this.wording,
          make("div", { class: "heard-row" }, labelled("Shown under", this.under), labelled("The speaker is described as", this.who), this.descriptions))),
      this.standing, this.verdicts(),
      make("details", {}, make("summary", {}, "Who did what"), this.history));
    return make("section", { "aria-label": "Quotation in hand" }, this.empty, this.body);
  }

  verdicts() {
    this.approve = button("Approve this wording", () => this.judge("approved"), { class: "heard-main" });
    this.reject = button("Reject", () => this.judge("rejected"));
    this.forward = button("Put forward", () => this.act("put_forward", {}, { seen: true }));
    this.again = button("Let it await again", () => this.judge("awaiting"));
    this.undo = button("Undo", () => this.act("undo"));
    return make("div", { class: "heard-row", role: "group", "aria-label": "Judge" },
      this.approve, this.forward, this.reject, this.again, labelled("Reason", this.reason), this.undo);
  }

  // Asking Python

  /** Ask for something; the promise is kept when Python has saved it, or has said that it could not. */
  act(what, details = {}, { quiet = false, seen = false } = {}) {
    this.sent += 1;
    const number = `${this.name}:${this.sent}`;
    // What the person saw: the quotation shown, with their own acts on it that are still being saved.
    const saw = seen ? { place: this.state.quote.place, revision: this.state.quote.revision + this.ahead } : {};
    if (seen) this.ahead += 1;
    if (!quiet && SAID[what]) this.status.textContent = "Saving…";
    return new Promise((resolve) => {
      const late = setTimeout(() => this.answered({ re: number, ok: false, parts: {}, problem:
        "No answer from the notebook's kernel: what you did last may not be saved. Run the notebook again and look." }), ANSWER_WITHIN);
      this.waiting.set(number, { resolve, quiet, late, what, seen });
      this.model.send({ do: what, n: number, ...details, ...saw });
    });
  }

  answered(reply) {
    const asked = this.waiting.get(reply.re);
    if (asked?.seen) this.ahead -= 1;
    this.take(reply.parts ?? {});
    if (!asked) return;
    this.waiting.delete(reply.re);
    clearTimeout(asked.late);
    if (!asked.quiet) {
      this.alert.hidden = !reply.problem;
      this.alert.textContent = reply.problem ?? "";
      this.status.textContent = reply.ok ? SAID[asked.what] ?? "" : "";
    }
    asked.resolve(reply);
  }

  judge(verdict) {
    const reason = this.reason.value.trim();
    if (verdict === "rejected" && !reason) return this.toReason();
    return this.act("judge", { verdict, reason: verdict === "approved" ? "" : reason }, { seen: true }).then((reply) => {
      if (!reply.ok) return;
      this.reason.value = "";
      this.root.focus({ preventScroll: true });
    });
  }

  toReason() {
    this.status.textContent = "Say why in a few words, then press Enter.";
    this.reason.focus();
  }

  onSelection(deed) {
    this.text.look();
    return this.act(deed, this.text.selection(), deed === "quote" ? {} : { seen: true });
  }

  chooseList() {
    return this.act("list", { name: this.lists.value, theme: this.theme.value, group: this.group.value, collection: this.collection.value, words: this.words.value.trim(), seed: Number(this.seed.value) || 0 });
  }

  // Drawing

  state = { quote: {} };

  take(parts) {
    const held = this.root.contains(document.activeElement) && document.activeElement;
    this.draw(parts);
    // A button that is gone, hidden or closed now would leave its keys to the notebook, where some delete cells.
    if (held && (!held.isConnected || held.disabled || held.closest("[hidden]"))) this.root.focus({ preventScroll: true });
  }

  draw(parts) {
    Object.assign(this.state, parts);
    const { fixed, progress, list, quote, history } = parts;
    if (fixed) this.drawFixed(fixed);
    if (progress) this.progress.textContent = progressWords(progress, this.state.fixed.approvers);
    if (list) this.drawList(list);
    if (quote) this.drawQuote(quote);
    if (history) this.drawHistory(history);
  }

  drawFixed(fixed) {
    this.title.textContent = `${fixed.title}${fixed.synthetic ? " (synthetic: nobody said any of this)" : ""}. You are ${fixed.me}.`;
    options(this.lists, fixed.lists, "candidates");
    options(this.theme, [["", "All themes"], ...fixed.themes], "");
    options(this.group, [["", "All groups"], ...fixed.groups], "");
    options(this.collection, [["", "All collections"], ...fixed.collections], "");
  }

  drawList(list) {
    this.lists.value = list.name;
    for (const name of ["theme", "group", "collection", "words", "seed"]) this[name].value = list.asked[name];
    this.place.textContent = list.size ? `${(list.position + 1).toLocaleString("en-GB")} of ${list.size.toLocaleString("en-GB")}` : "none";
    this.items.replaceChildren(...listItems(list, this.name, (position) => this.act("go_to", { position })));
    this.items.setAttribute("aria-activedescendant", `${this.name}-${list.position}`);
    const chosen = this.items.querySelector("[aria-selected=true]");
    if (chosen) this.items.scrollTop = chosen.offsetTop - this.items.offsetTop - this.items.clientHeight / 3;
  }

  drawQuote(quote) {
    const there = Boolean(quote.place);
    this.empty.hidden = there;
    this.body.hidden = !there;
    if (!there) return;
    const turned = String(quote.place) !== this.drawn;
    this.drawn = String(quote.place);
    this.text.draw(quote);
    this.wording.replaceChildren(...wordingParts(quote));
    this.hiddenThere.replaceChildren(...hiddenList(quote, (start, end) => this.act("show", { start, end }, { seen: true })));
    this.context.replaceChildren(...pairsList(quote.context));
    this.warnings.replaceChildren(...quote.warnings.map((words) => make("li", {}, words)));
    this.warnings.hidden = !quote.warnings.length;
    options(this.under, [...quote.themes, ["", "No theme: its collection"]], quote.code);
    this.descriptions.replaceChildren(...quote.descriptions.map((value) => make("option", { value })));
    if (turned || document.activeElement !== this.who) this.who.value = quote.who;
    if (turned) this.reason.value = "";
    this.standing.textContent = standing(quote, this.state.fixed);
    this.standing.className = `heard-standing heard-${quote.state}`;
    this.drawVerdicts(quote);
    this.drawSelection();
  }

  drawVerdicts({ state, mine }) {
    const closed = state === "changed";
    this.approve.disabled = closed || mine;
    this.reject.disabled = closed;
    this.reason.placeholder = state === "rejected" ? "Why it is lifted" : "Needed to reject";
    this.forward.hidden = state !== "candidates";
    this.again.hidden = !(state === "rejected" || mine);
    this.again.textContent = state === "rejected" ? "Lift the rejection" : "Take my approval back";
    for (const field of [this.under, this.who]) field.disabled = closed || state === "rejected";
  }

  drawSelection() {
    for (const each of this.selectionButtons) if (each.dataset.deed !== "show") each.disabled = !this.text.selected;
  }

  drawHistory({ acts, undo }) {
    this.history.replaceChildren(...(acts.length ? historyItems(acts) : [make("li", {}, "Nobody has done anything about it yet.")]));
    this.undo.disabled = !undo;
    this.undo.title = undo ? `Undo: ${undo}` : "Nothing to undo";
  }
}

export default {
  render(context) {
    const view = new ReleaseView(context);
    return () => view.close();
  },
};
