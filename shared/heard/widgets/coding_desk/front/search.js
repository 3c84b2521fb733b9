// Search over all texts, keyword in context, and coding from the hits.

class SearchPane {
  constructor({ desk }) {
    this.desk = desk;
    this.hits = [];
    this.words = make("input", { type: "search", name: "words", "aria-label": "Words to look for in all texts", placeholder: "Words to look for" });
    this.whole = make("input", { type: "checkbox" });
    this.told = make("p", { class: "heard-note", role: "status" });
    this.sentences = make("input", { type: "checkbox" });
    this.sentences.checked = true;
    this.list = make("ul", { class: "heard-hits", "aria-label": "Places found", onkeydown: (event) => this.key(event) });
    const form = make("form", { role: "search", onsubmit: (event) => this.search(event) },
      this.words,
      make("label", { class: "heard-tick" }, this.whole, "Whole words only"),
      make("button", { type: "submit" }, "Search"));
    this.acts = make("div", { class: "heard-deeds", hidden: true },
      button("Tick all", () => this.tickAll(true)),
      button("Untick all", () => this.tickAll(false)),
      make("label", { class: "heard-tick" }, this.sentences, "Take in the whole sentence"),
      button("Code those ticked …", () => this.code(), { class: "heard-main" }));
    this.element = make("div", { class: "heard-search" }, form, this.told, this.acts, this.list);
  }

  focus() {
    this.words.focus();
    this.words.select();
  }

  async search(event) {
    event.preventDefault();
    const reply = await this.desk.act("search", { words: this.words.value, whole_words: this.whole.checked });
    if (!reply.ok) return;
    const { hits, places, texts } = reply.result;
    this.hits = hits;
    const first = hits.length < places ? ` The first ${hits.length} are shown.` : "";
    this.told.textContent = `${counted(places, "place")} in ${counted(texts, "text")}.${first}`;
    this.acts.hidden = !hits.length;
    this.list.replaceChildren(...hits.map((hit) => this.item(hit)));
  }

  item(hit) {
    const box = make("input", { type: "checkbox", "aria-label": `Tick: ${hit.before} ${hit.keyword} ${hit.after}` });
    const go = button("", () => this.desk.goTo(hit), { class: "heard-hit", "aria-label": `Go to: ${hit.before} ${hit.keyword} ${hit.after}` });
    go.append(make("span", { class: "heard-before" }, hit.before), make("strong", {}, hit.keyword), make("span", { class: "heard-after" }, hit.after));
    return make("li", {}, box, go);
  }

  key(event) {
    rove(event, [...this.list.querySelectorAll(".heard-hit")], (item) => item.focus());
    if (event.key !== "x" || !event.target.classList.contains("heard-hit")) return;
    const box = event.target.parentElement.querySelector("input");
    box.checked = !box.checked;
    event.preventDefault();
    event.stopPropagation();
  }

  tickAll(on) {
    for (const box of this.list.querySelectorAll("input")) box.checked = on;
  }

  code() {
    const boxes = [...this.list.querySelectorAll("input")];
    const hits = this.hits.filter((_, place) => boxes[place].checked)
      .map(({ text_id, position, end }) => ({ text_id, position, end }));
    if (!hits.length) return this.desk.alert("Tick at least one place.");
    this.desk.palette.open(`on ${counted(hits.length, "place")}`, async (code) => {
      const reply = await this.desk.act("code_hits", { hits, code, sentences: this.sentences.checked });
      if (reply.ok) {
        this.desk.state.numbers.use(code);
        this.desk.say(`${this.desk.nameOf(code)} put on ${counted(reply.result, "place")}.`);
      }
    });
  }
}
