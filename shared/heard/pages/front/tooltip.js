// The one box that says a mark's values, by pointer and by keyboard alike.
heard.tooltip = (function () {
  const box = document.createElement("div");
  box.className = "tooltip";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true"); // it is said in the live region instead
  document.body.append(box);

  function put(lines, left, top) {
    box.replaceChildren(...lines.map((line) => Object.assign(document.createElement("div"), { textContent: line })));
    box.hidden = false;
    const room = document.documentElement.clientWidth;
    box.style.left = Math.max(4, Math.min(left + 12, room - box.offsetWidth - 4)) + "px";
    box.style.top = Math.max(4, top - box.offsetHeight - 8) + "px";
  }

  /** Return a mark's values as lines. */
  function linesOf(value) {
    if (typeof value !== "object") return [String(value)];
    return Object.entries(value).map(([name, said]) => name + ": " + said);
  }

  function hide() {
    box.hidden = true;
  }

  /** What the chart library calls when the pointer comes to a mark, and with no value when it leaves. */
  function show(_handler, event, _item, value) {
    if (value === null || value === undefined || value === "") return hide();
    put(linesOf(value), event.clientX, event.clientY);
  }

  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  return { show, put, hide, linesOf };
})();
