// The marks of a figure that choose something, for who has no pointer: one stop of the Tab key for
// all of them, arrows go from one to the next, Enter and the space bar choose. Each button lies on
// the mark that it stands for, shows nothing but its ring, and lets the pointer through to the figure.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// Where each mark lies: `across` as parts of the plot's width, `down` in px. Outlines answer the
// pointer in many strips; their mark is what holds them all.
function placesOf({ data: traces, layout }) {
  const places = new Map();
  const fields = traces.find((trace) => trace.customdata);
  if (!fields) return places;
  const [least, most] = layout.xaxis.range;
  const part = (x) => Math.min(Math.max((x - least) / (most - least), 0), 1);
  fields.customdata.forEach((code, at) => {
    if (!code) return;
    const { x, base, y, width, hovertext } = fields;
    const known = places.get(code);
    const across = [part(base[at]), part(base[at] + x[at])];
    const down = [y[at] - width[at] / 2, y[at] + width[at] / 2];
    places.set(code, {
      said: hovertext[at],
      across: [
        Math.min(...across, known?.across[0] ?? 1),
        Math.max(...across, known?.across[1] ?? 0),
      ],
      down: [
        Math.min(down[0], known?.down[0] ?? Infinity),
        Math.max(down[1], known?.down[1] ?? -Infinity),
      ],
    });
  });
  return places;
}

// What a note says, without its line breaks; in a document of its own nothing of it is run.
function plainText(note) {
  const words = note.replaceAll("<br>", " ");
  return new DOMParser().parseFromString(words, "text/html").body.textContent;
}

function toolbar(page) {
  const marks = made("div", "ct-marks");
  marks.setAttribute("role", "toolbar");
  marks.onkeydown = (event) => {
    const all = [...marks.children];
    const ends = { Home: 0, End: all.length - 1 };
    const step = STEPS[event.key];
    if (step === undefined && ends[event.key] === undefined) return;
    event.preventDefault();
    const at = all.indexOf(event.target) + step;
    all[ends[event.key] ?? (at + all.length) % all.length].focus();
  };
  marks.addEventListener("focusin", ({ target }) => {
    for (const one of marks.children) one.tabIndex = one === target ? 0 : -1;
  });
  marks.onclick = ({ target }) => {
    if (target !== marks) page.tell("picked", target.value);
  };
  return marks;
}

function writeMarks(state, box, figure, page) {
  const places = box.picks ? placesOf(figure) : new Map();
  if (!places.size) {
    state.marks?.remove();
    state.marks = undefined;
    return;
  }
  state.marks ??= toolbar(page);
  const { marks } = state;
  const { l: left, r: right, t: top } = figure.layout.margin;
  marks.setAttribute("aria-label", `${page.words.pick_on_figure}: ${box.title}`);
  Object.assign(marks.style, { left: `${left}px`, right: `${right}px`, top: `${top}px` });
  const known = new Map([...marks.children].map((one) => [one.value, one]));
  const held = document.activeElement;
  arrange(
    marks,
    [...places].map(([code, { said, across, down }]) => {
      const one = known.get(code) ?? button("ct-pick", undefined, undefined, null);
      one.value = code;
      one.setAttribute("aria-label", plainText(said));
      Object.assign(one.style, {
        left: `${across[0] * 100}%`,
        width: `${(across[1] - across[0]) * 100}%`,
        top: `${down[0]}px`,
        height: `${down[1] - down[0]}px`,
      });
      return one;
    }),
  );
  // What is moved among its like loses the focus.
  if (known.get(held.value) === held && held.isConnected) held.focus({ preventScroll: true });
  const stop = [...marks.children].find((one) => one.tabIndex === 0 && known.has(one.value));
  for (const one of marks.children) one.tabIndex = one === (stop ?? marks.firstChild) ? 0 : -1;
  if (!marks.isConnected) state.figure.after(marks);
  press(state);
}

// The address says what is chosen.
function press({ marks }) {
  if (!marks) return;
  const asked = new URLSearchParams(window.location.search);
  const chosen = ["areas", "area"].flatMap((name) => asked.get(name)?.split(",") ?? []);
  for (const one of marks.children) one.ariaPressed = String(chosen.includes(one.value));
}
