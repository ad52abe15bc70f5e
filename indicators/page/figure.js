// One figure, drawn by Plotly and kept: when its data change it is changed in place, not made anew.
// Everything shown comes ready-made in `data`; nothing in it is run or read as markup of the page.

let loading;

// The page may be a deep link: the server's root is where Streamlit's own scripts come from.
function root() {
  const own = document.querySelector('script[src*="static/js/"]');
  return own ? own.src.split("static/js/")[0] : `${window.location.origin}/`;
}

function plotly() {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${root()}app/static/plotly.min.js`;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      loading = undefined;
      script.remove();
      failed(new Error("plotly.min.js"));
    };
    document.head.append(script);
  });
  return loading;
}

const CONFIG = { displayModeBar: false, doubleClick: false, showTips: false };

function build(parent) {
  const box = document.createElement("div");
  box.className = "ct-figure";
  box.setAttribute("role", "img");
  const button = document.createElement("button");
  button.className = "ct-png";
  button.type = "button";
  button.textContent = "PNG";
  parent.append(button, box);
  return { box, button };
}

// A picture is drawn apart from the page and knows none of its fonts: they are put inside it.
let faces;

function fonts(weights) {
  faces ??= Promise.all(
    Object.entries(weights).map(async ([weight, file]) => {
      const answer = await fetch(`${root()}app/static/${file}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const text = bytes.reduce((all, byte) => all + String.fromCharCode(byte), "");
      const source = `url(data:font/ttf;base64,${btoa(text)})`;
      return `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};src:${source}}`;
    }),
  ).then((all) => all.join(""));
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
  // Streamlit says "en" for every page; a screen reader would read Vietnamese in English sounds.
  document.documentElement.lang = data.language;
  box.setAttribute("aria-label", data.alt);
  box.style.height = `${data.height}px`;
  button.title = data.save;
  button.setAttribute("aria-label", `${data.save}: ${data.name}`);
  button.onclick = () => save(data).catch(() => button.classList.add("failed"));

  if (state.drawn !== data.figure) {
    state.drawn = data.figure;
    plotly().then(
      (Plotly) => {
        if (state.drawn !== data.figure || !box.isConnected) return;
        const { data: traces, layout } = JSON.parse(data.figure);
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
