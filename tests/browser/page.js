// Runs in the page once it is at rest. Says what a reader can see there, and what is wrong with it.
// Everything is measured: nothing here knows a sentence of the pages.
() => {
  const FAMILY = "Be Vietnam Pro";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const seen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const place = (element) => {
    const box = element.closest("[data-exhibit]")?.dataset.exhibit;
    const key = element.closest("[class*=st-key-]")?.className.match(/st-key-(\S+)/);
    return box ?? (key ? key[1] : "page");
  };
  const short = (text) => text.replace(/\s+/g, " ").trim().slice(0, 60);

  // What stands on the page: HTML as read, each text of a figure in one piece.
  const charts = all(".ct-box.figure");
  const labels = all(".js-plotly-plot text").filter((one) => one.textContent.trim() && seen(one));
  const main = document.querySelector("[data-testid=stMain]");
  const texts = [main.innerText, ...labels.map((one) => one.textContent)];

  // Pieces of HTML text with the box of their letters.
  const pieces = [];
  let icons = 0;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const hidden = element.closest("svg, style, script, template, [aria-hidden=true]");
    const icon = getComputedStyle(element).fontFamily.includes("Material Symbols");
    if (icon && seen(element)) icons += 1;
    // The head of a table that a phone shows as lists, a label left out: for screen readers only.
    const head = element.closest("thead, .bare");
    const unseen = head && getComputedStyle(head).clipPath !== "none";
    if (hidden || unseen || icon || !walker.currentNode.data.trim() || !seen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) pieces.push({ element, box, text: walker.currentNode.data });
  }

  // Fonts: the weights that text asks for, and the faces that have come over the wire.
  const faces = [...document.fonts].filter((one) => one.family.replaceAll('"', "") === FAMILY);
  const loaded = faces.filter((one) => one.status === "loaded");
  const foreign = [];
  const missing = [];
  for (const element of new Set([...pieces.map((one) => one.element), ...labels])) {
    const style = getComputedStyle(element);
    const family = style.fontFamily.split(",")[0].replaceAll('"', "").trim();
    if (family !== FAMILY) foreign.push(`${place(element)}: ${family}: ${short(element.textContent)}`);
    const face = `${style.fontStyle} ${style.fontWeight} 16px "${FAMILY}"`;
    const exact = loaded.some(
      (one) => one.weight === style.fontWeight && one.style === style.fontStyle,
    );
    if (!exact || !document.fonts.check(face, "Chỉ tiêu đạt vượt")) missing.push(face);
  }

  // An icon whose font is missing stands there as a long English word.
  const drawn = [...document.fonts].some(
    (one) => one.family.includes("Material Symbols") && one.status === "loaded",
  );
  if (icons && !drawn) missing.push("Material Symbols");

  // Accessible names.
  const labelled = (one) => [...(one.labels ?? [])].some((each) => each.textContent.trim());
  const named = (one) =>
    one.getAttribute("aria-label") || one.innerText || one.title || labelled(one);
  const unnamed = [
    ...charts.filter(
      (one) => !all("[role=img], [role=figure]", one).some((each) => each.ariaLabel?.length > 20),
    ),
    ...all("[role=img], [role=figure]").filter((one) => !one.getAttribute("aria-label")),
    ...all("img").filter((one) => one.getAttribute("alt") === null),
    ...all(".ct-box img").filter((one) => !one.alt),
    ...all("button, a, input", main).filter(
      (one) => seen(one) && !named(one),
    ),
  ].map((one) => `${place(one)}: ${one.outerHTML.slice(0, 120)}`);

  // Text that an edge cuts: of its figure, of a box that hides what is too long, of the window.
  const cut = [];
  for (const label of labels) {
    const edge = label.closest(".js-plotly-plot").getBoundingClientRect();
    const box = label.getBoundingClientRect();
    const over = [edge.left - box.left, box.right - edge.right];
    over.push(edge.top - box.top, box.bottom - edge.bottom);
    if (Math.max(...over) > 1) {
      cut.push(`${place(label)}: ${short(label.textContent)} by ${Math.round(Math.max(...over))} px`);
    }
  }
  for (const { element, box, text } of pieces) {
    for (let up = element; up !== main; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      const edge = up.getBoundingClientRect();
      // What scrolls hides nothing across; but a strip lower than a letter shows nothing.
      const wide = overflowX === "hidden" && box.right > edge.right + 1;
      const high = overflowY !== "visible" && edge.height < box.height * 0.8;
      if (wide || high) cut.push(`${place(element)}: ${short(text)}`);
    }
  }

  // Texts that lie on one another, and headlines that lie on what is below.
  const overlaps = [];
  const meet = (a, b, x, y) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > x &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > y;
  for (const chart of charts) {
    const inside = all("text", chart)
      .filter((one) => labels.includes(one))
      .flatMap((one) => {
        const lines = all("tspan.line", one);
        return lines.length ? lines : [one];
      })
      .map((one) => ({ text: short(one.textContent), box: one.getBoundingClientRect() }))
      .filter((one) => one.text);
    inside.forEach((one, index) => {
      for (const other of inside.slice(index + 1)) {
        const least = 0.4 * Math.min(one.box.height, other.box.height);
        if (meet(one.box, other.box, 2, least)) {
          overlaps.push(`${place(chart)}: ${one.text} / ${other.text}`);
        }
      }
    });
  }
  for (const { element, box, text } of pieces.filter((one) => one.element.closest("h1, h2, h3"))) {
    for (const below of all("table, .js-plotly-plot, p", main).filter(seen)) {
      const inside = below.contains(element) || element.closest("h1, h2, h3").contains(below);
      if (!inside && meet(box, below.getBoundingClientRect(), 2, 2)) {
        overlaps.push(`${place(element)}: ${short(text)} / ${below.tagName.toLowerCase()}`);
      }
    }
  }

  // Contrast of text and what is painted behind it, by the formula of WCAG 2.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colour = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (front, back, opacity = 1) => {
    const a = front[3] * opacity;
    return [0, 1, 2].map((n) => front[n] * a + back[n] * (1 - a)).concat(1);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb
      .slice(0, 3)
      .map((n) => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    const layers = [];
    for (let up = element; up; up = up.parentElement) {
      layers.unshift(colour(getComputedStyle(up).backgroundColor));
    }
    return layers.reduce((back, front) => over(front, back), [255, 255, 255, 1]);
  };
  const faint = [];
  const judge = (element, text, front, back) => {
    const value = ratio(over(front, back), back);
    if (value < 4.5) faint.push(`${place(element)}: ${short(text)}: ${value.toFixed(2)}`);
  };
  for (const { element, text } of pieces) {
    judge(element, text, colour(getComputedStyle(element).color), behind(element));
  }
  for (const label of labels) {
    const box = label.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const chart = label.closest(".js-plotly-plot");
    let back = behind(chart);
    for (const shape of all("path, rect", chart)) {
      if (!(shape.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const style = getComputedStyle(shape);
      if (!style.fill.startsWith("rgb") || !shape.getScreenCTM() || shape.closest("defs")) continue;
      const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      if (!shape.isPointInFill(point)) continue;
      back = over(colour(style.fill), back, style.fillOpacity * style.opacity);
    }
    judge(label, label.textContent, colour(getComputedStyle(label).fill), back);
  }

  const known = (list) => [...new Set(list)];
  return {
    exceptions: all("[data-testid=stException]").map((one) => one.innerText.slice(0, 300)),
    alerts: all("[data-testid=stAlert]").map((one) => one.innerText),
    headline: all("h1").map((one) => one.innerText).join(" | "),
    texts: texts.map((one) => one.replaceAll("\u00a0", " ")),
    figures: charts.length,
    empty: charts.filter((one) => !all(".main-svg text", one).length).map(place),
    across: Math.max(
      document.documentElement.scrollWidth - innerWidth,
      main.scrollWidth - main.clientWidth,
    ),
    foreign: known(foreign),
    missing: known(missing),
    unnamed: known(unnamed),
    cut: known(cut),
    overlaps: known(overlaps),
    faint: known(faint),
  };
}
