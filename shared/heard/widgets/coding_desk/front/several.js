// Several coders: batches given out and closed, disagreements side by side and settled.

/** The pane in which coders' codes on the text in hand stand side by side. */
class SettlePane {
  constructor({ desk }) {
    this.desk = desk;
    this.element = make("div", { class: "heard-settle" });
  }

  draw() {
    const { coders, codes } = this.desk.state.judgements;
    if (this.desk.state.text.blind) {
      return this.element.replaceChildren(make("p", { class: "heard-note" }, "You read this text blind: others' codings are shown when you have closed the batch."));
    }
    if (coders.length < 2) {
      return this.element.replaceChildren(make("p", { class: "heard-note" }, "Fewer than two coders have read this text. The queue “Disagreed on” brings those on which coders differ."));
    }
    const head = make("tr", {}, make("th", { scope: "col" }, "Code"), ...coders.map((coder) => make("th", { scope: "col" }, coder)), make("th", { scope: "col" }, "Settled"));
    this.element.replaceChildren(
      make("table", {}, make("caption", {}, "Who put which code on this text; disagreements first"), make("thead", {}, head),
        make("tbody", {}, ...codes.map((each) => this.row(each, coders)))));
  }

  row(each, coders) {
    const name = this.desk.nameOf(each.code);
    const cells = coders.map((coder) => make("td", {}, make("span", { "aria-hidden": "true" }, each.coders[coder] ? "✓" : "–"), make("span", { class: "heard-unseen" }, each.coders[coder] ? "put it" : "did not")));
    const settled = each.settled
      ? `${each.settled.belongs ? "Belongs" : "Does not belong"} (${each.settled.by}): ${each.settled.reason}`
      : each.disagreed ? "Open" : "Agreed";
    const deed = each.disagreed || each.settled
      ? button(each.settled ? "Again …" : "Settle …", () => this.settle(each, name), { "aria-label": `Settle ${name}` })
      : null;
    return make("tr", { class: each.disagreed ? "heard-open" : null }, make("th", { scope: "row" }, name), ...cells, make("td", {}, settled, " ", deed));
  }

  settle(each, name) {
    const choices = [["yes", "It belongs on this text"], ["no", "It does not belong"], ...(each.settled ? [["back", "Take the settlement back"]] : [])];
    ask(this.desk.root, {
      title: `Settle: ${name}`,
      fields: [
        make("fieldset", {}, make("legend", {}, "Does the code belong on this text?"),
          ...choices.map(([value, label]) => make("label", { class: "heard-tick" }, make("input", { type: "radio", name: "belongs", value, required: true }), label))),
        field("Reason", "reason", { area: true, required: true }),
      ],
      save: async ({ belongs, reason }) => {
        const verdict = { yes: true, no: false, back: null }[belongs];
        const reply = await this.desk.act("settle", { code: each.code, belongs: verdict, reason }, { quiet: true });
        return reply.ok ? null : this.desk.problemOf(reply);
      },
    });
  }
}

/** Give out texts, see what was given, close what one has finished. */
function batchesDialog(desk) {
  const { batches, queue, fixed } = desk.state;
  const rows = batches.map((batch) => {
    const done = Object.entries(batch.coders).map(([coder, closed]) => `${coder}: ${closed ? "closed" : "open"}`).join(", ");
    return make("li", {},
      make("strong", {}, batch.name), ` ${counted(batch.texts, "text")}${batch.blind ? ", blind" : ""}, given by ${batch.by} on ${batch.on}. ${done}. `,
      batch.mine ? button("Close it …", () => closeBatch(desk, batch, dialog)) : null);
  });
  const dialog = ask(desk.root, {
    title: "Batches",
    yes: "Give out",
    wide: true,
    fields: [
      rows.length ? make("ul", { class: "heard-batches" }, ...rows) : make("p", {}, "None has been given out."),
      make("h4", {}, "Give out a batch"),
      field("Name", "name", { value: `Batch ${batches.length + 1}` }),
      field("How many texts", "texts", { value: String(Math.min(20, queue.size)), type: "number", required: true,
        help: `The first of the queue in hand (${counted(queue.size, "text")}); choose “Sampled at random” first for a sample.` }),
      field("Coders", "coders", { value: fixed.me, required: true, help: "Their logins, with commas between them." }),
      tick("Blind: coders do not see each other's codings until they have closed it", "blind", true),
    ],
    save: async (values) => {
      const reply = await desk.act("give_batch", { ...values, blind: values.blind === "on" }, { quiet: true });
      if (reply.ok) desk.say("The batch is given out.");
      return reply.ok ? null : desk.problemOf(reply);
    },
  });
}

function closeBatch(desk, batch, above) {
  above.close();
  ask(desk.root, {
    title: `Close: ${batch.name}`,
    yes: "Close it",
    fields: [make("p", {}, "You say with this that you have read all its texts. From then on you see what others put on them; it cannot be opened again.")],
    save: async () => {
      const reply = await desk.act("close_batch", { batch_id: batch.id }, { quiet: true });
      if (reply.ok) desk.say("The batch is closed. Others' codings on its texts are shown now.");
      return reply.ok ? null : desk.problemOf(reply);
    },
  });
}
