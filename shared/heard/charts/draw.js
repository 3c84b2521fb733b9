// Draws every chart that waits in heardWaiting (fingerprint, specification, ...) in place of its still picture.
// The expression interpreter (ast) keeps it working under a content security policy without unsafe-eval.
window.heardDraw = function () {
  var waiting = window.heardWaiting || [];
  window.heardWaiting = [];
  for (var i = 0; i + 1 < waiting.length; i += 2) drawEverywhere(waiting[i], waiting[i + 1]);

  function drawEverywhere(fingerprint, spec) {
    document.querySelectorAll('[data-heard-chart="' + fingerprint + '"] .heard-drawing').forEach(function (place) {
      if (!place.dataset.drawn) drawIn(place, spec);
    });
  }

  function drawIn(place, spec) {
    place.dataset.drawn = "yes";
    var host = document.createElement("div");
    host.style.width = "100%";
    var still = place.querySelector("img");
    var room = place.clientWidth;
    var fitted = Object.assign({}, spec);
    if (typeof spec.width === "number" && room > 0) fitted.width = Math.min(spec.width, room);
    window.heardEmbed(host, fitted, { actions: false, renderer: "svg", ast: true }).then(
      function () { still.remove(); },
      function () { host.remove(); }
    );
    place.appendChild(host);
  }
};
window.heardDraw();
