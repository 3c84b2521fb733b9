// The page: puts the chosen states in their places, draws their charts, says what has changed.
(function () {
  const sections = [...document.querySelectorAll("section.figure")];
  const drawn = new Map();
  let turns = 0;

  function replace(section, html) {
    const place = section.querySelector(".state");
    const unfolded = place.querySelector("details")?.open;
    place.innerHTML = html; // written and escaped by heard.pages.figure
    if (unfolded && place.querySelector("details")) place.querySelector("details").open = true;
  }

  async function put(section, state, slug) {
    if (drawn.get(section) === slug) return;
    if (section.dataset.slug !== slug) replace(section, state.html);
    section.dataset.slug = slug;
    drawn.set(section, slug);
    if (state.spec) await heard.draw(section, state.spec);
  }

  /** Show what is chosen; of several choices in a row the last one counts. */
  async function show() {
    const turn = (turns += 1);
    const chosen = heard.choices.now();
    const found = await heard.states.find(sections, chosen);
    for (const section of sections) {
      if (turn !== turns) return;
      await put(section, found(section), heard.states.slug(section, chosen));
    }
    // For whoever waits for the page: which choice is drawn.
    document.documentElement.dataset.shown = new URLSearchParams(chosen).toString() || "all";
  }

  async function change() {
    heard.choices.writeAddress();
    await show();
    const sentences = sections.map((each) => each.querySelector(".sentence")?.textContent).filter(Boolean);
    heard.say("Shown: " + heard.choices.words() + ". " + sentences.join(" "));
  }

  function follow() {
    heard.choices.readAddress();
    show();
  }

  function skip(event) {
    // What stands behind "#" is the view, so skipping must not change it.
    event.preventDefault();
    document.getElementById("main").focus();
  }

  if (location.search === "?view") history.replaceState(null, "", location.pathname + location.hash);
  const filters = document.querySelector(".filters");
  filters?.addEventListener("change", change);
  filters?.addEventListener("submit", (event) => event.preventDefault());
  filters?.removeAttribute("hidden");
  document.querySelector(".skip").addEventListener("click", skip);
  window.addEventListener("popstate", follow);
  window.addEventListener("pagehide", () => (heard.leaving = true));
  // A page that the browser kept aside has lost its kernel.
  window.addEventListener("pageshow", (event) => event.persisted && heard.kernel.place() && location.reload());
  heard.kernel.open();
  follow();
})();
