// The contents: folded on phones, and on wide screens the section being read is marked.
const contents = document.querySelector(".contents");
const wide = matchMedia("(min-width: 60em)");

if (contents) {
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));

  const fold = () => { contents.open = wide.matches; };
  fold();
  contents.dataset.ready = "";
  if (wide.addEventListener) wide.addEventListener("change", fold);

  const mark = (id) => {
    for (const [key, link] of links) {
      if (key === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  // A thin band below the bar: what crosses it is what is being read.
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target.id)),
    { rootMargin: "-15% 0px -80% 0px" },
  );
  for (const id of links.keys()) {
    const place = document.getElementById(id);
    if (place) seen.observe(place);
  }
}
