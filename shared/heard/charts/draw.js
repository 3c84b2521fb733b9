// Draws every chart on the page that still stands as a picture, from the specification kept beside it.
// The expression interpreter (ast) lets it work under a content security policy without unsafe-eval.
window.heardDraw = function () {
  var narrow = 460; // pixels: a screen in the hand
  var narrowest = 280;

  function fitNarrow(config) {
    config.axis.labelFontSize = 11;
    config.legend.direction = "vertical";
  }

  function draw(figure) {
    var kept = figure.querySelector("script.heard-spec");
    var place = figure.querySelector(".heard-drawing");
    if (!kept || place.dataset.drawn) return;
    place.dataset.drawn = "yes";
    var spec = JSON.parse(kept.textContent);
    if (typeof spec.width === "number" && place.clientWidth > 0) {
      spec.width = Math.max(narrowest, Math.min(spec.width, place.clientWidth));
      if (place.clientWidth < narrow) fitNarrow(spec.config);
    }
    var host = document.createElement("div");
    host.style.width = "100%";
    place.appendChild(host);
    window.heardEmbed(host, spec, { actions: false, renderer: "svg", ast: true, logLevel: 1 }).then(
      function () { place.querySelector("img").remove(); },
      function () { host.remove(); }
    );
  }

  document.querySelectorAll("figure.heard-chart").forEach(draw);
};
window.heardDraw();
