// Names what Django's pages leave nameless: cells of a table of rows by their column, a box to find a record in by its field.

const said = (element) => element?.textContent.trim().replace(/[:：?？]+$/, "") ?? "";

const column = (cell) => {
  const name = [...cell.classList].find((each) => each.startsWith("field-"));
  const table = cell.closest("table");
  return table.querySelector(name ? `th.${name.replace("field-", "column-")}` : "thead th:last-child");
};

const name = () => {
  for (const field of document.querySelectorAll(".tabular td input:not([type=hidden]), .tabular td select, .tabular td textarea")) {
    if (!field.labels.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", said(column(field.closest("td"))));
  }
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const box = document.getElementById(`select2-${field.id}-container`);
    const words = field.getAttribute("aria-label") ?? said(field.labels[0]);
    if (box && words) box.setAttribute("aria-label", words);
  }
};

window.django.jQuery(name); // after Django's own, which waits for its jQuery
document.addEventListener("formset:added", name);
