// The reader's text size, remembered. Loaded before the first paint (so no module), that nothing moves when it is applied.
(function () {
  var SIZES = ["18", "22", "26", "30"];
  var root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem("text-size"); } catch (error) { return null; }
  }

  function apply(size) {
    if (SIZES.indexOf(size) > 0) root.dataset.size = size;
    else delete root.dataset.size;
  }

  root.classList.add("js");
  apply(remembered());
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-text-size]")) return;
    var next = SIZES[(SIZES.indexOf(root.dataset.size || SIZES[0]) + 1) % SIZES.length];
    apply(next);
    try { localStorage.setItem("text-size", next); } catch (error) { /* a private window forgets it */ }
  });
})();
