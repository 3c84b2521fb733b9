// Keys: what each does, in one table, from which the help is made.

/** Keys while the text has the focus; they are plain letters because nothing is typed into a text. */
const TEXT_KEYS = [
  ["c", "Put a code: type part of its name, Enter", (desk) => desk.openPalette()],
  ["1 to 9", "Put the code of that number", null],
  ["s", "Select the sentence; again: the next one too", (desk) => desk.widen("sentence")],
  ["g", "Select the paragraph; again: the next one too", (desk) => desk.widen("paragraph")],
  ["t", "Select the whole text", (desk) => desk.selectAll()],
  ["Escape", "Drop the selection: a code then goes on the whole text", (desk) => desk.drop()],
  ["x", "New code from here, with its place and definition", (desk) => desk.newCode()],
  ["m", "Memo on the coding here, or on the text", (desk) => desk.memoHere()],
  ["Delete", "Take the coding here off", (desk) => desk.removeHere()],
  ["l", "Go to the codings of this text", (desk) => desk.toCodings()],
  ["k", "Go to the codebook", (desk) => desk.codebook.focus()],
  ["f", "Search all texts", (desk) => desk.openTab("search")],
  ["d", "Compare coders on this text, and settle", (desk) => desk.openTab("settle")],
  ["v", "Suggestions for this text", (desk) => desk.openTab("suggestions")],
  ["n", "Next text", (desk) => desk.move("next")],
  ["p", "Previous text", (desk) => desk.move("previous")],
  ["w", "Show or hide who wrote the texts", (desk) => desk.turnWriter()],
  ["?", "These keys", (desk) => helpDialog(desk)],
];

const OTHER_KEYS = [
  ["Anywhere", [["Ctrl+Z", "Undo (saved like any act)"], ["Ctrl+Shift+Z or Ctrl+Y", "Redo"],
    ["Alt+PageDown, Alt+PageUp", "Next, previous text"], ["F6, Shift+F6", "Next, previous part of the desk"]]],
  ["Selecting in the text", [["Shift+arrows", "By character and line"], ["Ctrl+Shift+arrows", "By word and paragraph (Alt+Shift+arrows on a Mac)"],
    ["Shift+Home, Shift+End", "To the ends of the line"], ["Ctrl+A", "Everything"]]],
  ["In the list of codings", [["Arrows", "From coding to coding; the text points it out"], ["Enter", "Select it in the text"],
    ["r", "Another code for it"], ["e", "Give it the segment selected in the text"], ["m", "Memo on it"], ["Delete", "Take it off"]]],
  ["In the codebook", [["Arrows", "Up and down; right opens, left closes"], ["Enter", "Put the code on the selection"],
    ["1 to 9", "Give the code that number"], ["x", "New code under it"], ["F2", "Rename"], ["m", "Memo"], ["Delete", "Take it out"]]],
  ["In the places found", [["x", "Tick or untick"], ["Enter", "Go there"]]],
  ["With the mouse", [["Drag", "A code from the codebook onto the selection, or onto a sentence"], ["Double click", "On a code: put it on the selection"]]],
];

/** Do what a key in the text means; returns whether it means something. */
function textKey(desk, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  desk.text.look();
  if (/^[1-9]$/.test(event.key)) desk.useNumber(Number(event.key), event.timeStamp);
  else {
    const name = event.key === "Backspace" ? "Delete" : event.key === "Enter" ? "c" : event.key;
    const known = TEXT_KEYS.find(([key, , deed]) => deed && key === name);
    if (!known) return false;
    known[2](desk);
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Do what a key means anywhere on the desk; keys that edit a field are left to it. */
function deskKey(desk, event) {
  const key = event.key.toLowerCase();
  const typing = event.target.closest("input, textarea, select, dialog");
  const control = event.ctrlKey || event.metaKey;
  if (control && !typing && key === "z") desk.turn(event.shiftKey ? "redo" : "undo");
  else if (control && !typing && key === "y") desk.turn("redo");
  else if (event.altKey && event.key === "PageDown") desk.move("next");
  else if (event.altKey && event.key === "PageUp") desk.move("previous");
  else if (event.key === "F6" && !event.target.closest("dialog")) desk.nextPart(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape" && !event.target.closest("dialog")) desk.text.focus();
  else return event.stopPropagation(); // no key typed here is for the notebook
  event.preventDefault();
  return event.stopPropagation();
}

/** Show all keys. */
function helpDialog(desk) {
  const table = (title, rows) => make("section", {}, make("h4", {}, title),
    make("dl", {}, ...rows.flatMap(([key, deed]) => [make("dt", {}, ...key.split(/(, | or | to )/).map((part, place) => (place % 2 ? part : make("kbd", {}, part)))), make("dd", {}, deed)])));
  ask(desk.root, {
    title: "Keys of the coding desk",
    wide: true,
    fields: [make("div", { class: "heard-help" }, table("In the text", TEXT_KEYS), ...OTHER_KEYS.map(([title, rows]) => table(title, rows)))],
  });
}
