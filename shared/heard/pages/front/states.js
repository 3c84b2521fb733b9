// Where a figure's states are found: in the page itself, where a site holds them all; otherwise in the kernel.
heard.states = (function () {
  const kept = JSON.parse(document.getElementById("heard-states").textContent);

  function slug(section, chosen) {
    const named = section.dataset.switches.split(" ").filter(Boolean);
    return named.map((name) => name + "=" + chosen[name]).join("&");
  }

  function whole(found, looks) {
    return found.spec ? { html: found.html, spec: { ...found.spec, config: looks[found.look] } } : { html: found.html };
  }

  function keep(told) {
    for (const [figure, states] of Object.entries(told.figures))
      for (const [named, state] of Object.entries(states)) {
        const full = state.spec ? { ...state, look: kept.looks.push(told.looks[state.look]) - 1 } : state;
        kept.figures[figure][named] = full;
      }
  }

  function inPage(section, chosen) {
    const found = kept.figures[section.dataset.figure][slug(section, chosen)];
    return found ? whole(found, kept.looks) : null;
  }

  /** Return a function from a figure's section to its state for a choice, once all of them are there. */
  async function find(sections, chosen) {
    const missing = sections.some((section) => !inPage(section, chosen));
    if (missing && heard.kernel.place()) keep(await heard.kernel.ask(chosen));
    return (section) => inPage(section, chosen) || { html: kept.unpublished };
  }

  return { find, slug };
})();
