// Photos in a dialog over the page. The phone's back button closes it; without this file a photo opens by its link.
const links = [...document.querySelectorAll("a[data-view]")];

const part = (dialog, name) => dialog.querySelector(`[data-${name}]`);

const template = document.getElementById("viewer");

if (links.length && template && window.HTMLDialogElement) {
  document.body.append(template.content.cloneNode(true));
  const dialog = document.querySelector("dialog.viewer");
  let place = 0;
  let touched = null;

  const show = (wanted) => {
    place = (wanted + links.length) % links.length;
    const link = links[place];
    const caption = link.parentNode.querySelector("figcaption");
    part(dialog, "image").src = link.href;
    part(dialog, "image").alt = link.querySelector("img").alt;
    part(dialog, "words").textContent =
      `${place + 1} / ${links.length}` + (caption ? `　${caption.textContent.trim()}` : "");
  };

  links.forEach((link, index) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
    dialog.showModal();
    part(dialog, "close").focus();
    history.pushState({ viewer: true }, "");
  }));

  addEventListener("popstate", () => { if (dialog.open) dialog.close(); });
  dialog.addEventListener("close", () => {
    if (history.state && history.state.viewer) history.back();
    links[place].focus();
  });
  dialog.addEventListener("click", (event) => {
    const { previous, next, close } = event.target.dataset;
    if (previous !== undefined) show(place - 1);
    else if (next !== undefined) show(place + 1);
    else if (close !== undefined || event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowLeft") show(place - 1);
    if (event.key === "ArrowRight") show(place + 1);
  });
  dialog.addEventListener("touchstart", (event) => {
    touched = event.touches.length === 1 ? event.touches[0].clientX : null;
  }, { passive: true });
  dialog.addEventListener("touchend", (event) => {
    if (touched === null) return;
    const moved = event.changedTouches[0].clientX - touched;
    if (Math.abs(moved) > 50) show(place + (moved < 0 ? 1 : -1));
  });
}
