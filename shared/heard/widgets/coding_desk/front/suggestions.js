// Suggestions: off until asked for, marked as such, with how often they were right; never put on unasked.

const LEARNS_WITHIN = 600000; // milliseconds

class SuggestionsPane {
  constructor({ desk }) {
    this.desk = desk;
    this.turn = button("Turn suggestions on", () => this.toggle());
    this.about = make("p", { class: "heard-note" });
    this.list = make("ul", { class: "heard-suggestions", "aria-label": "Suggested codes, not put on" });
    this.element = make("div", { class: "heard-settle" }, this.turn, this.about, this.list);
  }

  async toggle() {
    const on = !this.desk.state.suggestions.on;
    if (on) this.desk.say("Learning from the codings that you can see …");
    const reply = await this.desk.act("suggest", { on }, { within: LEARNS_WITHIN });
    this.desk.say(reply.ok ? `Suggestions are ${on ? "on" : "off"}.` : "Suggestions stay off.");
  }

  draw() {
    const { on, right, shown, left_out: leftOut, codes } = this.desk.state.suggestions;
    this.turn.textContent = on ? "Turn suggestions off" : "Turn suggestions on";
    const rare = leftOut ? ` ${counted(leftOut, "code")} on too few texts to learn from cannot be suggested.` : "";
    const none = codes.length ? "" : " None for this text.";
    this.about.textContent = on
      ? `A model's guesses for this text, from words alone. On texts that it had not seen, ${right} of ${shown} guesses were right.${rare}${none}`
      : "Off. A model can learn from this consultation's codings which codes a text's words speak for. It puts nothing on by itself.";
    this.list.replaceChildren(...codes.map((each) => this.item(each)));
  }

  item(each) {
    const { desk } = this;
    const name = desk.nameOf(each.code);
    const whole = each.start === null;
    const take = (event) => {
      if (whole) desk.drop();
      else this.look(each);
      desk.code(each.code, { at: event.timeStamp, origin: "suggestion" });
    };
    return make("li", {},
      swatch(desk.looks, each.code),
      make("span", { class: "heard-code-name" }, name),
      make("small", {}, `Suggested because of: ${each.words.join(", ")}`),
      make("small", {}, `Right ${each.right} of ${counted(each.shown, "time")} on texts not seen`),
      make("span", {},
        whole ? null : button("Look", () => this.look(each), { "aria-label": `Select the passage suggested for ${name}` }), " ",
        button("Put on", take, { "aria-label": `Put on ${whole ? "the whole text" : "that passage"}: ${name}` })));
  }

  look({ start, end }) {
    const { positions } = this.desk.text;
    this.desk.text.focus(positions.toUnits(start), positions.toUnits(end));
  }
}
