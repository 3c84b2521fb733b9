// Draws a chart over its still picture. Expressions are interpreted (ast), so that it works under a content
// security policy without unsafe-eval; the library's own styles are left out for the same reason.
heard.draw = (function () {
  const NARROW = 460; // pixels: a screen in the hand
  const NARROWEST = 240;

  function fitted(spec, room) {
    const fitting = structuredClone(spec);
    if (typeof fitting.width === "number" && room > 0) {
      fitting.width = Math.max(NARROWEST, Math.min(fitting.width, room));
      if (room < NARROW && fitting.config.axis && fitting.config.legend) {
        fitting.config.axis.labelFontSize = 11;
        fitting.config.axis.labelLimit = Math.round(room * 0.45);
        fitting.config.legend.direction = "vertical";
      }
    }
    return fitting;
  }

  function takePlace(place) {
    const still = place.querySelector("img");
    const said = document.createElement("p");
    said.className = "unseen";
    said.textContent = still.alt;
    still.replaceWith(said);
    place.querySelector(".coming").classList.remove("coming");
    // The words above, the table and the reading by arrow keys say it; the drawing itself would say it in pieces.
    place.querySelector("svg").setAttribute("aria-hidden", "true");
    place.classList.add("drawn");
    heard.marks.attach(place);
  }

  /** Draw a specification in the place of a figure's still picture; if that fails, the picture stays. */
  return async function (section, spec) {
    const place = section.querySelector(".drawing");
    if (!place || !window.heardEmbed) return;
    const host = document.createElement("div");
    host.className = "coming"; // out of sight until it is whole, so that nothing jumps
    place.append(host);
    try {
      await window.heardEmbed(host, fitted(spec, place.clientWidth), {
        actions: false, renderer: "svg", ast: true, logLevel: 1, defaultStyle: false, tooltip: heard.tooltip.show,
      });
      if (place.isConnected) takePlace(place);
    } catch (error) {
      host.remove();
    }
  };
})();
