// Elements, made in one call.

/** Make an element: attributes by name, `on...` as listeners, `null` and `false` left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Make a push button with a name that says what it does. */
function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

let lastNumber = 0;

/** Return an id that no other element of the page has. */
function freshId(stem) {
  lastNumber += 1;
  return `heard-${stem}-${lastNumber}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Say a number of things: "1 text", "3 texts". */
function counted(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

/** Return words cut at a length, so that they fit a line. */
function shortened(words, most) {
  const flat = words.replace(/\s+/g, " ").trim();
  return flat.length <= most ? flat : `${flat.slice(0, most).trimEnd()}…`;
}

/** Move focus within a list by the arrow keys; returns whether the key was one. */
function rove(event, items, onmove) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return false;
  event.preventDefault();
  const item = items[Math.max(0, Math.min(to, items.length - 1))];
  if (item) onmove(item);
  return true;
}

/** Put elements in order into a parent, moving as little as can be: laying a page out again is slow. */
function arrange(parent, items) {
  const wanted = new Set(items);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const item of items) {
    if (item === at) at = at.nextSibling;
    else parent.insertBefore(item, at);
  }
}

/** Paint a stretch of text without touching the page's elements (CSS Custom Highlight API, where there is one). */
function paint(name, range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}
