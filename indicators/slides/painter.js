/* Stands in the page that the browser holds open: draw() answers with the form and the picture, a PNG
   in base64 or an SVG as text. A PDF is laid out here and printed by painter.py. */
"use strict";

async function draw(figure, form, width, height, scale) {
  const [paper, sheet] = ["paper", "sheet"].map((id) => document.getElementById(id));
  paper.textContent = sheet.textContent = "";
  const [wide, high] = [width, height].map((side) => Math.round(side * scale));
  // A canvas cuts its size off: 1919.9999999999998 px would be 1919.
  const spare = form === "png" ? 1e-6 : 0;
  const image = await Plotly.toImage(figure, {
    format: form === "png" ? "png" : "svg",
    width: (wide + spare) / scale,
    height: (high + spare) / scale,
    scale,
    imageDataOnly: true,
  });
  if (form !== "pdf") return [form, image];
  paper.textContent = `
    @page { size: ${wide}px ${high}px; margin: 0 }
    html, body { margin: 0; width: ${wide}px; height: ${high}px; overflow: hidden }
    svg { display: block }`;
  sheet.innerHTML = image;
  return [form, ""];
}
