// What a filter has changed, said to who cannot see it: one unseen line for the whole page. It says
// the finding at the head of the page; where that stands as before, that of the box that changed.

const SETTLED = 400; // ms; the head and the boards of a page change one after the other

function finding() {
  return document.querySelector("h1")?.textContent ?? "";
}

// It is there, and empty, before anything is said: only then is what comes into it read out.
function line() {
  const known = document.querySelector("body > .ct-said");
  if (known) return known;
  const unseen = made("div", "ct-said", document.body);
  unseen.setAttribute("role", "status");
  return unseen;
}

// `changed`: the headlines of boxes that a reader had before them and that say something else now;
// undefined where a board has only just come, which is no news.
function tellOf(changed) {
  const said = line();
  if (changed) said.ctNews = [...(said.ctNews ?? []), ...changed];
  clearTimeout(said.ctTimer);
  said.ctTimer = setTimeout(() => {
    const now = finding();
    // The same words once more are read out only where they have been away.
    if (said.ctNews) said.textContent = now === said.ctFinding ? (said.ctNews[0] ?? now) : now;
    said.ctFinding = now;
    said.ctNews = undefined;
  }, SETTLED);
  if (changed) said.textContent = "";
}

function hush() {
  const said = line();
  clearTimeout(said.ctTimer);
  said.remove();
}
