// A chart's values by keyboard: with the chart in focus, the arrow keys go from mark to mark, each is framed,
// and what a pointer would be told of it is shown and said aloud.
heard.marks = (function () {
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** Return what a pointer would be told of a mark; the chart library keeps it at the mark's element. */
  function linesOf(element) {
    const told = element.__data__ && element.__data__.tooltip;
    return told ? heard.tooltip.linesOf(told) : [];
  }

  /** Return the marks that tell something; a bar and the number at its end tell the same, which is told once. */
  function marksOf(place) {
    const told = new Set();
    return [...place.querySelectorAll("svg :is(path, line, text, rect, circle)")].filter((element) => {
      const words = linesOf(element).join("; ");
      return words && !told.has(words) && told.add(words);
    });
  }

  function leave(place) {
    place.querySelectorAll(".in-hand").forEach((each) => each.classList.remove("in-hand"));
    heard.tooltip.hide();
  }

  function take(place, mark) {
    leave(place);
    mark.classList.add("in-hand");
    const at = mark.getBoundingClientRect();
    heard.tooltip.put(linesOf(mark), at.right, at.top);
    heard.say(linesOf(mark).join("; "));
  }

  function stepped(event, place) {
    const marks = marksOf(place);
    const at = marks.findIndex((each) => each.classList.contains("in-hand"));
    const ends = { Home: 0, End: marks.length - 1 };
    if (event.key in ends) return marks[ends[event.key]];
    if (!(event.key in STEPS)) return null;
    return marks[at < 0 ? 0 : Math.max(0, Math.min(marks.length - 1, at + STEPS[event.key]))];
  }

  /** Let a drawn chart be read by the arrow keys, if its marks tell anything. */
  function attach(place) {
    if (!marksOf(place).length) return;
    place.setAttribute("aria-label", place.getAttribute("aria-label") + ". Its values are read by the arrow keys.");
    place.addEventListener("keydown", (event) => {
      const mark = event.ctrlKey || event.altKey || event.metaKey ? null : stepped(event, place);
      if (!mark) return;
      event.preventDefault();
      take(place, mark);
    });
    place.addEventListener("blur", () => leave(place));
  }

  return { attach };
})();
