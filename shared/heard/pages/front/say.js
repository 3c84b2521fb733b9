// Everything of this page's scripts hangs on one name.
window.heard = window.heard || {};

/** Say words to whoever hears the page. */
heard.say = function (words) {
  document.getElementById("said").textContent = words;
};
