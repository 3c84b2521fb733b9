// Keys: what each does, in one table, from which the line of help is made.

const KEYS = [
  ["a", "approve", (desk) => desk.judge("approved")],
  ["r", "reject", (desk) => desk.toReason()],
  ["u", "undo", (desk) => desk.act("undo")],
  ["f", "put forward", (desk) => desk.act("put_forward", {}, { seen: true })],
  ["h", "hide what is selected", (desk) => desk.onSelection("hide")],
  ["s", "show it again", (desk) => desk.onSelection("show")],
  ["q", "quote what is selected", (desk) => desk.onSelection("quote")],
  ["n", "next (or an arrow outside of the text)", (desk) => desk.act("move", { by: 1 })],
  ["p", "previous", (desk) => desk.act("move", { by: -1 })],
  ["t", "to the text", (desk) => desk.text.element.focus()],
];
const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Do what a key means on the desk; keys typed into a field are left to it, and none is for the notebook. */
function deskKey(desk, event) {
  event.stopPropagation();
  if (event.key === "Escape") {
    if (event.target === desk.who) desk.who.value = desk.state.quote.who; // or leaving the field would save it
    return desk.root.focus({ preventScroll: true });
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return undefined;
  const known = KEYS.find(([key]) => key === event.key.toLowerCase() && !event.shiftKey);
  const step = event.target.closest(".heard-words") || event.shiftKey ? null : ARROWS[event.key];
  if (!known && !step) return undefined;
  event.preventDefault();
  return known ? known[2](desk) : desk.act("move", { by: step });
}

function keysLine() {
  return make("p", { class: "heard-keys", "aria-label": "Keys" },
    ...KEYS.map(([key, deed]) => make("span", {}, make("kbd", {}, key), ` ${deed}`)));
}
