// Slides on a screen: each the true slide, drawn by Plotly on its own small sheet and enlarged or
// reduced as a whole. Here stand the sheet, and previews beside each other; wall.js is the wall.
// Everything shown comes ready-made in `data` and is put on the page letter by letter.

const WIDE = 1040;
const HIGH = 585;
const STILL = { staticPlot: true, displayModeBar: false };
const NEAR = "400px"; // a preview is drawn before it comes into sight
const SVG = "http://www.w3.org/2000/svg";

// The page may be a deep link: the server's root is where Streamlit's own scripts come from.
function root() {
  const own = document.querySelector('script[src*="static/js/"]');
  return own ? own.src.split("static/js/")[0] : `${window.location.origin}/`;
}

// One load for the whole page, whichever component asks for it first.
function plotly() {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  window.ctPlotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${root()}app/static/plotly.min.js`;
    // What has come may be something else, such as the words of a proxy about a lost server.
    script.onload = script.onerror = () => {
      if (window.Plotly) return done(window.Plotly);
      window.ctPlotly = undefined;
      script.remove();
      failed(new Error("plotly.min.js"));
    };
    document.head.append(script);
  });
  return window.ctPlotly;
}

// Plotly places words by their width, so the letters must be there before it begins.
let letters;
function lettersOf(weights) {
  letters ??= Promise.all(
    weights.map((weight) => document.fonts.load(`${weight} 20px "Be Vietnam Pro"`, "Ạa1")),
  ).catch(() => (letters = undefined));
  return letters;
}

function made(kind, name, parent, text) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(SVG, "path");
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

function control(name, parent, path, label, action) {
  const element = made("button", name, parent);
  element.type = "button";
  element.onclick = action;
  element.append(icon(path));
  call(element, label);
  return element;
}

function call(element, label) {
  element.title = label;
  element.setAttribute("aria-label", label);
}

const BACKWARD = "M15.5 5 8.5 12l7 7";
const FORWARD = "M8.5 5l7 7-7 7";
const CROSS = "M6 6l12 12M18 6 6 18";

// Draws a slide into `sheet`, which must be on the page.
async function draw(sheet, slide, weights) {
  const [Plotly] = await Promise.all([plotly(), lettersOf(weights)]);
  const { data: traces, layout } = JSON.parse(slide.figure);
  await Plotly.newPlot(sheet, traces, layout, STILL);
}

function wipe(sheet) {
  window.Plotly?.purge(sheet);
  sheet.remove();
}

// A frame keeps a slide's shape, and its sheet as large as the frame.
const fitting = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    target.style.setProperty("--scale", contentRect.width / WIDE);
  }
});

function frame(parent, slide) {
  const element = made("div", "ct-frame", parent);
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", slide.alt);
  fitting.observe(element);
  return element;
}

// What a frame shows; a slide that another one has overtaken is not drawn over it.
async function fill(element, slide, weights) {
  element.setAttribute("aria-label", slide.alt);
  element.ctSlide = slide;
  const sheet = made("div", "ct-sheet", element);
  try {
    await draw(sheet, slide, weights);
  } catch {
    wipe(sheet);
    return;
  }
  const overtaken = element.ctSlide !== slide || !element.isConnected;
  for (const other of [...element.children]) if ((other === sheet) === overtaken) wipe(other);
}

function empty(element) {
  fitting.unobserve(element);
  for (const sheet of [...element.children]) wipe(sheet);
}

// Previews: as many in a row as there is room for, each drawn once it is near.
function preview(page) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        fill(target, target.ctWanted, page.weights);
      }
    },
    { rootMargin: NEAR },
  );
  const list = made("ol", "ct-slides", page.element);
  return { watcher, list, cells: [] };
}

function showPreviews(page, { slides, words }) {
  const grid = (page.grid ??= preview(page));
  Object.assign(grid, { slides, words });
  while (grid.cells.length > slides.length) {
    const { element, picture } = grid.cells.pop();
    grid.watcher.unobserve(picture);
    empty(picture);
    element.remove();
  }
  slides.forEach((slide, place) => {
    const cell = (grid.cells[place] ??= previewCell(page, grid, place));
    if (cell.figure === slide.figure && cell.alt === slide.alt && cell.name === slide.name) return;
    Object.assign(cell, { figure: slide.figure, alt: slide.alt, name: slide.name });
    cell.button.textContent = `${slide.number}. ${slide.name}`;
    call(cell.button, `${words.enlarge}: ${slide.number}. ${slide.name}`);
    cell.picture.setAttribute("aria-label", slide.alt);
    cell.picture.ctWanted = slide;
    // Looked at anew, a frame that is in sight already is drawn now.
    grid.watcher.unobserve(cell.picture);
    grid.watcher.observe(cell.picture);
  });
}

function previewCell(page, grid, place) {
  const element = made("li", "ct-slide", grid.list);
  const picture = frame(element, grid.slides[place]);
  const button = made("button", "", element);
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  button.onclick = picture.onclick = () => enlarge(page, grid, place);
  return { element, picture, button };
}

// One slide as large as the window; arrows lead to those beside it.
function enlarge(page, { slides, words }, first) {
  const dialog = made("dialog", "ct-large", page.element);
  const picture = frame(dialog, slides[first]);
  const foot = made("div", "ct-large-foot", dialog);
  let at = first;
  const to = (place) => {
    if (!slides[place]) return;
    at = place;
    const slide = slides[place];
    fill(picture, slide, page.weights);
    said.textContent = `${slide.number}. ${slide.name}`;
    dialog.setAttribute("aria-label", slide.headline);
    before.disabled = !slides[place - 1];
    after.disabled = !slides[place + 1];
  };
  const before = control("", foot, BACKWARD, words.previous, () => to(at - 1));
  const said = made("span", "", foot);
  said.setAttribute("aria-live", "polite");
  const after = control("", foot, FORWARD, words.next, () => to(at + 1));
  control("ct-large-close", foot, CROSS, words.close, () => dialog.close());
  dialog.onkeydown = (event) => {
    const place = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - 1, PageDown: at + 1,
      Home: 0, End: slides.length - 1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    to(place);
  };
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  dialog.onclose = () => {
    empty(picture);
    dialog.remove();
  };
  dialog.showModal();
  to(first);
}

function leavePreviews({ watcher, cells }) {
  watcher.disconnect();
  for (const { picture } of cells) empty(picture);
}

export default function (component) {
  const { parentElement, data } = component;
  const told = JSON.parse(new TextDecoder().decode(data));
  const page = (parentElement.ctStage ??= { element: made("div", "ct-stage", parentElement) });
  page.weights = told.weights;
  page.tell = (name, value) => component.setTriggerValue(name, value);
  // Streamlit says "en" for every page; a screen reader would read Vietnamese in English sounds.
  document.documentElement.lang = told.language;
  if (told.kind === "wall") hear((page.wall ??= raise(page)), told);
  else showPreviews(page, told);
  // A call that newer data have overtaken is told to leave too: only the last one may.
  const turn = (page.turn = (page.turn ?? 0) + 1);
  return () => {
    if (page.turn !== turn) return;
    if (page.wall) pullDown(page.wall);
    if (page.grid) leavePreviews(page.grid);
    page.element.remove();
    delete parentElement.ctStage;
  };
}
