// What stands around the text: the list, the wording, what is hidden, what is known of the speaker, what was done.

const STATES = {
  candidates: ["", "candidate"],
  awaiting: ["…", "put forward"],
  second: ["1/2", "awaits a second person"],
  approved: ["✓", "approved"],
  rejected: ["✗", "rejected"],
  changed: ["!", "its text has changed"],
};

/** Say how far the work is: "12 approved, 3 await a second person, 2 rejected". */
function progressWords(progress, approvers) {
  const waiting = (number) => (number === 1 ? "awaits" : "await");
  const parts = [`${progress.approved} approved`];
  if (approvers > 1) parts.push(`${progress.second} ${waiting(progress.second)} a second person`);
  parts.push(`${progress.awaiting} put forward`, `${progress.rejected} rejected`);
  if (progress.changed) parts.push(`${progress.changed} with a changed text`);
  const origins = progress.origins.map(([number, words]) => `${number} ${words}`).join(", ");
  return parts.join(", ") + (origins ? `. Of those approved: ${origins}.` : ".");
}

function listItems(list, name, onchoose) {
  return list.items.map((item, place) => {
    const position = list.first + place;
    const [sign, state] = STATES[item.state];
    return make("li", {
      role: "option", id: `${name}-${position}`, "aria-selected": String(position === list.position),
      "aria-setsize": list.size, "aria-posinset": position + 1, onclick: () => onchoose(position),
    }, make("span", { class: "heard-sign", title: state, "aria-label": `${state}:` }, sign), make("span", {}, item.line));
  });
}

/** Show the wording: what a reader would see, replacements marked. */
function wordingParts(quote) {
  return quote.pieces.map(([words, kind]) =>
    kind ? make("mark", { title: `In place of: ${kind.replaceAll("_", " ")}` }, words) : words.replace(/\s+/g, " "));
}

function hiddenList(quote, onshow) {
  if (!quote.hidden.length) return [make("p", { class: "heard-note" }, "Nothing is hidden in it. The machine misses things: read for names, places, dates and events that point to somebody.")];
  return [make("ul", { "aria-label": "What is hidden" }, ...quote.hidden.map((each) => make("li", {},
    make("del", {}, each.words), " → ", make("mark", {}, each.replacement), make("small", {}, ` ${each.kind} `),
    button("Show again", () => onshow(quote.start + each.start, quote.start + each.end), { "aria-label": `Show again: ${each.words}` }))))];
}

function pairsList(pairs) {
  return pairs.map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", {}, value)));
}

/** Say in words where a quotation stands. */
function standing(quote, { approvers, me }) {
  const by = quote.approvals.map(([name, at]) => `${name === me ? "you" : name} (${at})`).join(" and ");
  if (quote.state === "approved") return `Approved by ${by}. It may be published in this wording.`;
  if (quote.state === "second") return `Approved by ${by}; ${quote.mine ? "somebody else has" : "you have"} to approve it as well.`;
  if (quote.state === "rejected") return `Rejected by ${quote.rejected[0]}: ${quote.rejected[1]}`;
  if (quote.state === "changed") return "The text has changed since: what was decided does not hold. Select the words in the text as it is now and quote them.";
  const needs = approvers > 1 ? "two different people" : "one person";
  return quote.state === "awaiting" ? `Put forward; it needs the approval of ${needs}.` : `A candidate: nobody has put it forward. It needs the approval of ${needs}.`;
}

function historyItems(acts) {
  return acts.map(([who, at, deed, reason]) => make("li", {}, `${who} ${deed}`, reason ? `: ${reason}` : "", make("small", {}, ` ${at}`)));
}

/** Make a field or choice with its label above it. */
function labelled(label, element) {
  const id = freshId("field");
  element.id = id;
  return make("div", { class: "heard-field" }, make("label", { for: id }, label), element);
}

function options(select, pairs, value) {
  select.replaceChildren(...pairs.map(([key, label]) => make("option", { value: key }, label)));
  select.value = value;
}
