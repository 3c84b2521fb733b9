// What is chosen of the page's switches: the filters hold it, and the part of the address behind "#" keeps it,
// so that a view can be sent to somebody. Nothing behind "#" is sent to a server.
heard.choices = (function () {
  const selects = () => [...document.querySelectorAll(".filters select")];

  function offers(select, option) {
    return [...select.options].some((each) => each.value === option);
  }

  /** Set the filters by the address; a switch that it does not name well stands at its first option. */
  function readAddress() {
    const named = new URLSearchParams(location.hash.slice(1));
    for (const select of selects()) {
      const wanted = named.get(select.name);
      select.value = wanted !== null && offers(select, wanted) ? wanted : select.options[0].value;
    }
  }

  /** Return what is chosen, by the name of the switch. */
  function now() {
    return Object.fromEntries(selects().map((select) => [select.name, select.value]));
  }

  /** Keep in the address what is chosen, as a step that the browser can go back from. */
  function writeAddress() {
    const kept = "#" + selects().map((each) => each.name + "=" + encodeURIComponent(each.value)).join("&");
    if (kept !== location.hash) history.pushState(null, "", kept);
  }

  /** Return what is chosen, in words. */
  function words() {
    return selects()
      .map((select) => select.labels[0].textContent + ": " + select.selectedOptions[0].textContent)
      .join(", ");
  }

  return { selects, readAddress, now, writeAddress, words };
})();
