// A warning before text typed on the forum's page is lost.

const forms = [...document.querySelectorAll("form[data-adds]")];
const state = (form) => JSON.stringify([...new FormData(form)]);
const before = new Map(forms.map((form) => [form, state(form)]));
const refused = (form) => Boolean(form.querySelector(".errorlist"));
let sending = null;

document.addEventListener("submit", (event) => { sending = event.target; });
window.addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form !== sending && (refused(form) || state(form) !== before.get(form)))) {
    sending = null;
    event.preventDefault();
    event.returnValue = "";
  }
});
