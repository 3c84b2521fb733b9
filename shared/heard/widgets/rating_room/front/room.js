// The room: what the browser knows of a sheet, what it asks of Python, and where on the sheet the rater is.

const ANSWER_WITHIN = 20000; // milliseconds until a request counts as unanswered

class RoomView {
  constructor({ model, el }) {
    this.model = model;
    this.sent = 0;
    this.waiting = new Map();
    this.saving = Promise.resolve();
    this.root = make("div", { class: "heard-room", role: "region", "aria-label": "Rating room", "data-lm-suppress-shortcuts": "true" });
    el.append(this.root);
    this.heard = (message) => this.answered(message);
    model.on("msg:custom", this.heard);
    this.enter();
  }

  close() {
    this.model.off("msg:custom", this.heard);
  }

  /** Ask Python; resolves with its answer, also where that is a problem. */
  ask(deed, what = {}) {
    const id = ++this.sent;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.waiting.delete(id);
        resolve({ problem: "No answer from the room: nothing more is being saved. Load this page again." });
      }, ANSWER_WITHIN);
      this.waiting.set(id, (answer) => (clearTimeout(late), resolve(answer)));
      this.model.send({ id, deed, ...what });
    });
  }

  answered(message) {
    this.waiting.get(message.id)?.(message);
    this.waiting.delete(message.id);
  }

  async enter() {
    const token = decodeURIComponent(window.location.hash.slice(1));
    this.root.replaceChildren(make("p", { role: "status" }, "Opening your sheet…"));
    const sheet = token ? await this.ask("enter", { token }) : { problem: "This page opens by a private link. Open the link that you were sent." };
    if (!sheet.pages) {
      this.root.replaceChildren(make("h1", {}, "Rating room"), make("p", { role: "alert", class: "heard-alert" }, sheet.problem));
      return;
    }
    this.sheet = sheet;
    this.at = sheet.at;
    this.stands(sheet);
    this.build();
    this.show({ focus: false });
  }

  stands(answer) {
    if (answer.answers) {
      this.answers = new Map(answer.answers.map(([subject, scale, value]) => [`${subject} ${scale}`, value]));
      this.gaps = answer.gaps;
      this.locked = answer.locked;
    }
  }

  build() {
    const { round, rater, synthetic } = this.sheet;
    this.progress = make("progress", { max: this.sheet.pages.length, "aria-label": "Pages answered" });
    this.done = make("span", {});
    this.status = make("p", { role: "status", class: "heard-status" });
    this.alert = make("p", { role: "alert", class: "heard-alert", hidden: true });
    this.place = make("div", {});
    this.back = button("Back", () => this.go(this.at - 1));
    this.next = button("Next", () => this.go(this.at + 1), { class: "heard-main" });
    this.gap = button("To the next gap", () => this.toGap({}));
    this.lock = button("Lock my sheet", () => this.lockSheet());
    this.root.replaceChildren(
      make("header", {}, make("h1", {}, round),
        make("p", { class: "heard-whose" }, `The sheet of ${rater}. Nobody else sees it before you lock it, and you see nobody else's. Every answer is kept at once: stop when you like, and come back by the same link.`),
        synthetic ? make("p", { class: "heard-synthetic" }, "Synthetic data: nobody said any of this.") : null,
        make("p", { class: "heard-progress" }, this.progress, this.done)),
      this.alert, this.place,
      make("nav", { "aria-label": "Pages" }, this.back, this.next, this.gap, this.lock), this.status);
    this.root.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (!event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { Enter: 1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const typing = ["INPUT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "radio";
    if (!step || (typing && event.key !== "Enter")) return;
    event.preventDefault();
    if (typing) event.target.dispatchEvent(new Event("change"));
    this.go(this.at + step);
  }

  show({ focus = true } = {}) {
    const page = this.sheet.pages[this.at];
    this.place.replaceChildren(pageElement(page, this.answers, this.locked, (scale, value) => this.save(page, scale, value)));
    this.tell();
    if (focus) this.place.querySelector("h2").focus();
  }

  tell() {
    const all = this.sheet.pages.length;
    const open = new Set(this.gaps.map(([subject]) => subject)).size;
    this.progress.value = all - open;
    this.done.textContent = ` ${all - open} of ${all} pages answered; this is page ${this.at + 1}`;
    this.back.disabled = this.at === 0;
    this.next.disabled = this.at === all - 1;
    this.gap.hidden = this.locked || !open;
    this.lock.hidden = this.locked;
    if (this.locked) this.status.textContent = "Your sheet is locked. Thank you! To change something, ask whoever invited you to open it again.";
  }

  go(to) {
    this.saving.then(() => {
      this.at = Math.max(0, Math.min(to, this.sheet.pages.length - 1));
      this.show();
    });
  }

  /** Go to the next page with a gap, or to the first one. */
  toGap({ first = false } = {}) {
    this.saving.then(() => {
      const open = new Set(this.gaps.map(([subject]) => subject));
      const places = [...this.sheet.pages.keys()].filter((place) => open.has(this.sheet.pages[place].subject));
      const next = (first ? undefined : places.find((place) => place > this.at)) ?? places[0];
      if (next !== undefined) this.go(next);
    });
  }

  /** Save one answer after another; only then does the screen say so. */
  save(page, scale, value) {
    this.status.textContent = "Saving…";
    this.saving = this.saving.then(async () => {
      const answer = await this.ask("answer", { subject: page.subject, scale, value });
      const was = this.locked;
      this.stands(answer);
      this.problem(answer.problem);
      this.status.textContent = answer.problem ? "" : "Saved.";
      if (answer.problem || was !== this.locked || scale === "interpretable") this.again();
      else this.tell();
    });
    return this.saving;
  }

  /** Draw the page again where its fields change, and leave the focus where it was. */
  again() {
    const at = [...this.place.querySelectorAll("input, textarea")].indexOf(document.activeElement);
    this.show({ focus: false });
    this.place.querySelectorAll("input, textarea")[at]?.focus();
  }

  lockSheet() {
    this.saving = this.saving.then(async () => {
      const answer = await this.ask("lock");
      this.stands(answer);
      this.problem(answer.problem);
      if (answer.problem && this.gaps.length) this.toGap({ first: true });
      else this.show();
    });
  }

  problem(words) {
    this.alert.hidden = !words;
    this.alert.textContent = words ?? "";
  }
}

export default {
  render(context) {
    const view = new RoomView(context);
    return () => view.close();
  },
};
