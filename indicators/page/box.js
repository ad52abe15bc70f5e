// One exhibit: headline, figure, notes. When its data change it is changed in place, not made anew.
// Everything shown comes ready-made in `data`; nothing in it is run or read as markup of the page.

// One load for the whole page, however many exhibits ask for it.
// The page may be a deep link: the server's root is where Streamlit's own scripts come from.
function root() {
  const own = document.querySelector('script[src*="static/js/"]');
  return own ? own.src.split("static/js/")[0] : `${window.location.origin}/`;
}

function plotly() {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  window.ctPlotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${root()}app/static/plotly.min.js`;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      window.ctPlotly = undefined;
      script.remove();
      failed(new Error("plotly.min.js"));
    };
    document.head.append(script);
  });
  return window.ctPlotly;
}

const CONFIG = { displayModeBar: false, doubleClick: false, showTips: false };

function made(kind, name, parent) {
  const element = document.createElement(kind);
  element.className = name;
  parent.append(element);
  return element;
}

function build(parent) {
  const headline = made("h3", "ct-headline", parent);
  const line = made("div", "ct-subtitle", parent);
  const subtitle = made("span", "", line);
  const button = made("button", "ct-png", line);
  button.type = "button";
  button.textContent = "PNG";
  const box = made("div", "ct-figure", parent);
  box.setAttribute("role", "img");
  const notes = made("div", "ct-notes", parent);
  return { headline, subtitle, button, box, notes };
}

const FLAG = "M5 21V4h9l.4 2H20v10h-7l-.4-2H7v7z";

function write({ headline, subtitle, notes }, data) {
  headline.replaceChildren(data.headline);
  if (data.flagged) {
    const namespace = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(namespace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", FLAG);
    svg.append(path);
    headline.prepend(svg, " ");
  }
  if (data.badge) made("span", "ct-badge", headline).textContent = data.badge;
  subtitle.textContent = data.subtitle;
  notes.replaceChildren();
  for (const text of data.notes) made("p", "", notes).textContent = text;
}

// A picture is drawn apart from the page and knows none of its fonts: they are put inside it.
let faces;

function fonts(weights) {
  faces ??= Promise.all(
    Object.entries(weights).map(async ([weight, file]) => {
      const answer = await fetch(`${root()}app/static/${file}`);
      if (!answer.ok) throw new Error(file);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const text = bytes.reduce((all, byte) => all + String.fromCharCode(byte), "");
      const source = `url(data:font/ttf;base64,${btoa(text)})`;
      return `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};src:${source}}`;
    }),
  ).then(
    (all) => all.join(""),
    (error) => {
      faces = undefined;
      throw error;
    },
  );
  return faces;
}

async function save(data) {
  const Plotly = await plotly();
  const { data: traces, layout } = JSON.parse(data.figure);
  const { width, height, margin, annotations, pixels } = data.picture;
  const framed = {
    ...layout,
    width,
    height,
    margin,
    autosize: false,
    annotations: [...layout.annotations, ...annotations],
  };
  const address = await Plotly.toImage(
    { data: traces, layout: framed },
    { format: "svg", width, height },
  );
  const style = `<style>${await fonts(data.fonts)}</style>`;
  const drawn = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const svg = drawn.replace(/(<svg[^>]*>)/, `$1${style}`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = pixels;
  canvas.getContext("2d").drawImage(image, 0, 0, ...pixels);
  URL.revokeObjectURL(image.src);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = `${data.name}.png`;
  link.click();
}

export default function (component) {
  const { parentElement, data } = component;
  const state = (parentElement.ctFigure ??= build(parentElement));
  const { box, button } = state;
  write(state, data);
  // Streamlit says "en" for every page; a screen reader would read Vietnamese in English sounds.
  document.documentElement.lang = data.language;
  box.setAttribute("aria-label", data.alt);
  box.style.height = `${data.height}px`;
  button.title = data.save;
  button.setAttribute("aria-label", `${data.save}: ${data.name}`);
  button.onclick = () => {
    button.classList.remove("failed");
    save(data).catch(() => button.classList.add("failed"));
  };

  if (state.drawn !== data.figure) {
    state.drawn = data.figure;
    plotly().then(
      (Plotly) => {
        if (state.drawn !== data.figure || !box.isConnected) return;
        const { data: traces, layout } = JSON.parse(data.figure);
        if (box.textContent === data.failed) box.textContent = "";
        Plotly.react(box, traces, { ...layout, width: box.clientWidth || undefined }, CONFIG);
        state.width = box.clientWidth;
        state.watch ??= watch(box, state, Plotly);
      },
      () => {
        state.drawn = undefined;
        box.textContent = data.failed;
      },
    );
  }
  return () => {
    state.watch?.disconnect();
    if (window.Plotly) window.Plotly.purge(box);
    delete parentElement.ctFigure;
  };
}

// A hidden or narrowed box keeps its figure until it is seen at another width.
function watch(box, state, Plotly) {
  const watcher = new ResizeObserver(() => {
    const width = box.clientWidth;
    if (!width || width === state.width) return;
    state.width = width;
    Plotly.relayout(box, { width });
  });
  watcher.observe(box);
  return watcher;
}
