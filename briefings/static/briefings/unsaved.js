// Asks before a page is left whose form holds text that was not saved.
const form = document.querySelector("form[data-guard], .guarded #content-main form");

if (form) {
  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  const before = state();
  const unsaved = Boolean(document.querySelector(".conflict, .errorlist, .errornote"));
  let leaving = false;

  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (unsaved || state() !== before || editors().some((editor) => editor.checkDirty()))) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
}
