// A board: boxes with headline, figure, notes, and what stands behind each one click away.
// When data change, what is there is changed in place, not made anew. Everything shown comes
// ready-made in `data` and is put on the page letter by letter; nothing in it is run or obeyed.

// The page may be a deep link: the server's root is where Streamlit's own scripts come from.
function root() {
  const own = document.querySelector('script[src*="static/js/"]');
  return own ? own.src.split("static/js/")[0] : `${window.location.origin}/`;
}

// One load for the whole page, however many boxes ask for it.
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
const SVG = "http://www.w3.org/2000/svg";
const FLAG = "M5 21V4h9l.4 2H20v10h-7l-.4-2H7v7z";

function made(kind, name, parent, text) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

function button(name, parent, text, action) {
  const element = made("button", name, parent, text);
  element.type = "button";
  element.onclick = action;
  return element;
}

function drawn(viewBox, strokes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const { path, fill, line, width } of strokes) {
    const stroke = document.createElementNS(SVG, "path");
    stroke.setAttribute("d", path);
    if (fill !== undefined) stroke.setAttribute("fill", fill || "none");
    if (line) {
      stroke.setAttribute("stroke", line);
      stroke.setAttribute("stroke-width", width);
    }
    svg.append(stroke);
  }
  return svg;
}

// A status: mark, word and colour.
function badge(parent, { word, text, tint, mark }) {
  const element = made("span", mark ? "ct-status" : "ct-status plain", parent);
  if (mark) element.append(drawn("-1.25 -1.25 2.5 2.5", mark));
  element.append(word);
  if (text) element.style.color = text;
  if (tint) element.style.background = tint;
  return element;
}

// A narrow screen shows each row as a list of its cells, so the roles are said and not implied.
// A table whose cells say what they mean (`keys`) is sorted by a click on the head of a column.
function table(parent, { columns, numeric, rows, keys }, label, tall) {
  const frame = made("div", tall ? "ct-table tall" : "ct-table", parent);
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", label);
  const whole = made("table", "", frame);
  whole.setAttribute("role", "table");
  const rowOf = (place, cells, kind, role) => {
    const row = made("tr", "", place);
    row.setAttribute("role", "row");
    cells.forEach((text, index) => {
      const cell = made(kind, numeric[index] ? "number" : "", row, text);
      cell.setAttribute("role", role);
      if (kind === "td") cell.dataset.column = columns[index];
    });
    return row;
  };
  const head = made("thead", "", whole);
  head.setAttribute("role", "rowgroup");
  const heads = rowOf(head, columns, "th", "columnheader");
  const body = made("tbody", "", whole);
  body.setAttribute("role", "rowgroup");
  const lines = rows.map((cells) => rowOf(body, cells, "td", "cell"));
  if (!keys) return;
  [...heads.children].forEach((cell, column) => {
    const sorter = button("ct-sort", undefined, cell.textContent, () => {
      const turn = cell.ariaSort === "ascending" ? -1 : 1;
      for (const other of heads.children) other.ariaSort = null;
      cell.ariaSort = turn > 0 ? "ascending" : "descending";
      const order = [...lines.keys()].sort((a, b) => {
        const [one, two] = [keys[a][column], keys[b][column]];
        // A blank is not known, so it is neither the least nor the greatest: it stays below.
        if (one === null || two === null) return (one === null) - (two === null) || a - b;
        const less = typeof one === "string" ? one.localeCompare(two, "vi") : one - two;
        return turn * less || a - b;
      });
      body.append(...order.map((place) => lines[place]));
    });
    cell.replaceChildren(sorter);
  });
}

function take(name, address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

function csvButton(parent, box, words) {
  if (!box.csv) return;
  button("ct-file", parent, words.download, () => {
    const address = URL.createObjectURL(new Blob([box.csv], { type: "text/csv;charset=utf-8" }));
    take(`${box.name}.csv`, address);
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  });
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

async function save(box, weights) {
  const Plotly = await plotly();
  const { data: traces, layout } = JSON.parse(box.figure);
  const { width, height, margin, annotations, pixels } = box.picture;
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
  const style = `<style>${await fonts(weights)}</style>`;
  const plain = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const svg = plain.replace(/(<svg[^>]*>)/, `$1${style}`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = pixels;
  canvas.getContext("2d").drawImage(image, 0, 0, ...pixels);
  URL.revokeObjectURL(image.src);
  take(`${box.name}.png`, canvas.toDataURL("image/png"));
}

// A pinned snapshot goes along wherever a link leads.
function pinned(query) {
  const snapshot = new URLSearchParams(window.location.search).get("snapshot");
  return snapshot ? { ...query, snapshot } : query;
}

// A link to another page of ours: followed without loading all anew, unless in a new tab.
function onward(parent, { words, page: name, query: asked }, page, before) {
  const link = made("a", "ct-onward", parent, words);
  const query = pinned(asked);
  link.href = `${root()}${name}?${new URLSearchParams(query)}`;
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    before?.();
    page.tell("onward", { page: name, query });
  };
}

function writeLinks(state, box, page) {
  state.element.replaceChildren();
  made("span", "ct-note", state.element, `${box.label}:`);
  for (const link of box.links) onward(state.element, link, page);
}

// What stands behind a box opens over the page; Escape and a click beside it close it.
function open(box, page) {
  const dialog = made("dialog", "ct-behind", page.element);
  dialog.setAttribute("aria-label", box.title);
  const head = made("div", "ct-behind-head", dialog);
  made("h2", "ct-headline", head, box.title);
  const close = button("ct-close", head, "×", () => dialog.close());
  close.title = page.words.close;
  close.setAttribute("aria-label", page.words.close);
  for (const one of box.judgements ?? []) {
    const part = made("div", "ct-judgement", dialog);
    const line = made("div", "ct-judged", part);
    made("b", "", line, one.label);
    badge(line, one.status);
    made("div", "ct-sum", part, one.arithmetic);
    for (const note of one.notes) made("p", "ct-note", part, note);
  }
  if (box.table) table(dialog, box.table, box.title, false);
  for (const remark of box.remarks ?? []) made("p", "ct-note", dialog, remark);
  const foot = made("div", "ct-behind-foot", dialog);
  csvButton(foot, box, page.words);
  if (box.onward) onward(foot, box.onward, page, () => dialog.close());
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  dialog.onclose = () => dialog.remove();
  dialog.showModal();
}

function build(box) {
  const element = made("section", `ct-box ${box.kind}`);
  element.dataset.exhibit = box.code;
  element.dataset.kind = box.kind;
  return { element, kind: box.kind };
}

function writeHead(state, box) {
  const headline = made("h3", "ct-headline", state.element, box.headline);
  if (box.flagged) headline.prepend(drawn("0 0 24 24", [{ path: FLAG }]), " ");
  if (box.badge) made("span", "ct-badge", headline, box.badge);
  const line = made("div", "ct-subtitle", state.element);
  made("span", "", line, box.subtitle);
  return line;
}

function writeNotes(state, box) {
  const notes = made("div", "ct-notes", state.element);
  for (const text of box.notes) if (text) made("p", "", notes, text);
  return notes;
}

function writeTable(state, box, page) {
  state.element.replaceChildren();
  writeHead(state, box);
  table(state.element, box.table, box.headline, box.tall);
  csvButton(writeNotes(state, box), box, page.words);
}

function writeTile(state, box, page) {
  state.element.replaceChildren();
  const { element } = state;
  made("div", "label", element, box.label);
  const value = made("div", "value", element);
  if (box.hedge) made("span", "hedge", value, box.hedge);
  value.append(box.value);
  made("div", "unit", element, box.unit);
  const strip = made("img", "strip", element);
  strip.src = box.strip.address;
  strip.alt = box.strip.label;
  strip.style.height = `${box.height}px`;
  made("div", "note", element, box.note);
  const more = button("ct-more", element, undefined, () => open(box, page));
  more.setAttribute("aria-haspopup", "dialog");
  badge(more, box.status);
}

// An office reaches the server by its name and without TLS, where browsers keep their clipboard shut.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = made("textarea", "", document.body);
  field.value = text;
  field.select();
  document.execCommand("copy");
  field.remove();
}

function writeNote(state, box) {
  state.element.replaceChildren();
  writeHead(state, box);
}

function writeLink(state, box) {
  state.element.replaceChildren();
  const said = button("ct-file", state.element, box.copy, async () => {
    const { origin, pathname } = window.location;
    await copy(`${origin}${pathname}?${new URLSearchParams(pinned(box.query))}`);
    said.textContent = box.copied;
    setTimeout(() => (said.textContent = box.copy), 2000);
  });
}

function writeFigure(state, box, page) {
  const { element } = state;
  state.frame ??= made("div", "ct-drawing");
  state.figure ??= made("div", "ct-figure", state.frame);
  const { frame, figure } = state;
  // The figure stays where it is: taken out and put back, it would be laid out once more.
  while (element.firstChild && element.firstChild !== frame) element.firstChild.remove();
  while (element.lastChild && element.lastChild !== frame) element.lastChild.remove();
  const line = writeHead(state, box);
  if (frame.parentElement) frame.before(...[...element.children].filter((one) => one !== frame));
  else element.append(frame);
  const png = button("ct-png", line, "PNG", () => {
    png.classList.remove("failed");
    save(box, page.fonts).catch(() => png.classList.add("failed"));
  });
  png.title = page.words.save_picture;
  png.setAttribute("aria-label", `${page.words.save_picture}: ${box.name}`);
  const data = button("ct-data", writeNotes(state, box), page.words.data, () => open(box, page));
  data.setAttribute("aria-haspopup", "dialog");
  data.setAttribute("aria-label", `${page.words.data}: ${box.title}`);
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", box.alt);
  figure.style.height = `${box.height}px`;
  state.picks = box.picks;
  drawFigure(state, box, page);
}

function drawFigure(state, box, page) {
  if (state.drawn === box.figure) return;
  state.drawn = box.figure;
  const { figure } = state;
  plotly().then(
    (Plotly) => {
      if (state.drawn !== box.figure || !figure.isConnected) return;
      const { data: traces, layout } = JSON.parse(box.figure);
      if (figure.textContent === page.words.no_picture) figure.textContent = "";
      state.width = figure.clientWidth;
      Plotly.react(figure, traces, { ...layout, width: state.width || undefined }, CONFIG);
      writeMarks(state, box, { data: traces, layout }, page);
      if (state.watch) return;
      state.watch = watch(figure, state, Plotly);
      figure.on("plotly_click", ({ points }) => {
        const code = points[0]?.customdata;
        if (state.picks && code && typeof code === "string") page.tell("picked", code);
      });
    },
    () => {
      state.drawn = undefined;
      figure.textContent = page.words.no_picture;
    },
  );
}

// A hidden or narrowed box keeps its figure until it is seen at another width.
function watch(figure, state, Plotly) {
  const watcher = new ResizeObserver(() => {
    const width = figure.clientWidth;
    if (!width || width === state.width) return;
    state.width = width;
    Plotly.relayout(figure, { width });
  });
  watcher.observe(figure);
  return watcher;
}

function clear(state) {
  state.watch?.disconnect();
  if (state.figure && window.Plotly) window.Plotly.purge(state.figure);
  state.element.remove();
}

const WRITE = { figure: writeFigure, table: writeTable, tile: writeTile, link: writeLink, links: writeLinks, note: writeNote };

// Put `children` into `parent` in this order, moving only what is not yet in its place.
function arrange(parent, children) {
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

function show(page, sections) {
  const kept = new Map();
  const shells = sections.map(({ kind, groups }, place) => {
    const shell = page.shells[place] ?? made("div", "");
    shell.className = `ct-${kind}`;
    while (shell.children.length < groups.length) made("div", "ct-group", shell);
    while (shell.children.length > groups.length) shell.lastElementChild.remove();
    groups.forEach((boxes, group) => {
      const elements = boxes.map((box) => {
        let state = page.boxes.get(box.code);
        if (state?.kind !== box.kind) {
          if (state) clear(state);
          state = build(box);
        }
        page.boxes.delete(box.code);
        kept.set(box.code, state);
        return [state, box];
      });
      arrange(
        shell.children[group],
        elements.map(([state]) => state.element),
      );
      page.writing.push(...elements);
    });
    return shell;
  });
  arrange(page.element, shells);
  page.shells = shells;
  for (const state of page.boxes.values()) clear(state);
  page.boxes = kept;
  const changed = [];
  for (const [state, box] of page.writing.splice(0)) {
    press(state);
    const text = JSON.stringify(box);
    if (state.text === text) continue;
    if (box.headline) changed.push(box.headline === state.headline ? "" : box.headline);
    Object.assign(state, { text, headline: box.headline });
    WRITE[box.kind](state, box, page);
  }
  return changed;
}

export default function (component) {
  const { parentElement, data } = component;
  const known = parentElement.ctBoard;
  const page = (parentElement.ctBoard ??= {
    element: made("div", "ct-board", parentElement),
    boxes: new Map(),
    shells: [],
    writing: [],
  });
  const { language, words, fonts: weights, sections } = JSON.parse(new TextDecoder().decode(data));
  Object.assign(page, { words, fonts: weights });
  page.tell = (name, value) => component.setTriggerValue(name, value);
  // Streamlit says "en" for every page; a screen reader would read Vietnamese in English sounds.
  document.documentElement.lang = language;
  const changed = show(page, sections);
  if (!known) tellOf();
  else if (changed.length) tellOf(changed.filter(Boolean));
  // A call that newer data have overtaken is told to leave too: only the last one may.
  const turn = (page.turn = (page.turn ?? 0) + 1);
  return () => {
    if (page.turn !== turn) return;
    for (const state of page.boxes.values()) clear(state);
    page.element.remove();
    delete parentElement.ctBoard;
    if (!document.querySelector(".ct-board")) hush();
  };
}
