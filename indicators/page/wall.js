// The wall: slides in turn over the whole screen. It asks the server before every turn whether
// there is something new, shows what is new at the next turn, and goes on with the slides at hand
// whatever becomes of the server. Drawing a slide is the business of stage.js.

const TICK = 200; // all times in ms
const AHEAD = 3000; // asked so long before a turn, the server's answer is there in time
const SELDOM = 20000; // the server is asked at least so often
const AGAIN = 5000; // between two looks for a server that is lost
const RETRY = 2000; // a slide that could not be drawn is tried again after that long
const SILENT = 25000; // a server that is well and says nothing so long has lost this session
const FADE = 400;
const AWAKE = 3000; // the bar stays so long after the mouse has moved
const CALLED = 15000; // and so long when a key has called it
const SWIPE = 50; // px
const MOST_DOTS = 24;
const RELOADED = "ct-wall-reloaded";

const PAUSE = "M8 5v14M16 5v14";
const RESUME = "M7 4.5v15l12-7.5z";
const PIN = "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6";
const FULL = "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5";
const BACK = "M4 12h16M10 6l-6 6 6 6";

const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

const now = () => performance.now();

function raise(page) {
  // What Streamlit says when its server is gone would lie over the page and make it inert. A modal
  // dialog lies over that, and stays alive.
  const dialog = made("dialog", "ct-over", page.element);
  const element = made("section", "ct-wall", dialog);
  element.setAttribute("aria-roledescription", "carousel");
  const wall = {
    page,
    dialog,
    element,
    slides: [],
    at: -1, // the place of the slide on the screen; -1: of none
    failures: 0,
    every: 20000,
    left: 0,
    paused: false,
    lost: false,
    asked: 0,
    unanswered: 0,
    looked: 0,
    turns: 0,
  };
  wall.stage = made("div", "ct-layers", element);
  wall.line = made("div", "ct-line-left", element);
  made("i", "", wall.line);
  wall.strip = made("div", "ct-strip", element);
  wall.note = made("div", "ct-wall-note", wall.strip);
  wall.note.setAttribute("role", "status");
  wall.state = made("div", "ct-wall-state", wall.strip);
  wall.dots = made("div", "ct-dots", wall.strip);
  wall.bar = made("div", "ct-wall-bar", element);
  wall.due = Infinity;
  wall.watch = new ResizeObserver(() => fit(wall));
  wall.watch.observe(element);
  wall.ear = new AbortController();
  listen(wall, wall.ear.signal);
  dialog.onclose = () => dialog.isConnected && dialog.showModal();
  dialog.showModal();
  wall.clock = setInterval(() => tick(wall), TICK);
  return wall;
}

function pullDown(wall) {
  clearInterval(wall.clock);
  clearTimeout(wall.sleep);
  wall.ear.abort();
  wall.watch.disconnect();
  wall.gone = true;
  for (const layer of [...wall.stage.children]) drop(layer);
}

function fit({ element }) {
  const scale = Math.min(element.clientWidth / WIDE, element.clientHeight / HIGH);
  element.style.setProperty("--scale", scale);
}

// What the server says: words and note always, slides only when they are not those at hand.
function hear(wall, told) {
  const { words, every, note, slides, id, pin, back, title } = told;
  Object.assign(wall, { words, said: note, pin, answered: new Date(), unanswered: 0, lost: false });
  wall.every = every * 1000;
  wall.dialog.setAttribute("aria-label", title);
  wall.element.setAttribute("aria-label", title);
  if (told.turn) sessionStorage.removeItem(RELOADED);
  if (slides?.length && id !== (wall.next ?? wall).id) wall.next = { id, slides };
  if (id === wall.id) wall.next = undefined;
  writeBar(wall, back);
  writeStrip(wall);
  if (!wall.slides.length && wall.next) show(wall, 0);
}

// Shows the slide at `place`, counted round; a place that is `fixed` is counted from the first slide
// whatever slides there are, any other from the slide on the screen. What is new comes into use now.
// Should keys be faster than drawing, only the last slide asked for is drawn.
async function show(wall, place, fixed = false) {
  Object.assign(wall, { wanted: place, fixed, again: undefined });
  rewind(wall);
  if (wall.drawing) return;
  wall.drawing = true;
  while (wall.wanted !== undefined && !wall.gone) {
    takeUp(wall);
    const at = modulo(wall.wanted, wall.slides.length);
    wall.drawing = { place: wall.fixed ? wall.wanted : at, fixed: wall.fixed };
    wall.wanted = undefined;
    const drawn = await swap(wall, wall.slides[at]);
    if (drawn) Object.assign(wall, { at, failures: 0 });
    else if (!wall.gone) fail(wall);
    writeStrip(wall);
  }
  wall.drawing = undefined;
}

// The new slides stand where the old ones stood, as far as they are still there.
function takeUp(wall) {
  const { next, slides, at, wanted, fixed } = wall;
  if (!next) return;
  const stood = next.slides.findIndex(({ number }) => number === slides[at]?.number);
  if (stood >= 0 && !fixed) wall.wanted = stood + wanted - at;
  Object.assign(wall, { slides: next.slides, id: next.id, next: undefined, at: stood });
}

// A slide could not be drawn: it is tried once more, then the one after it, until one can be.
function fail(wall) {
  const { place, fixed } = wall.drawing;
  wall.failures += 1;
  if (wall.wanted !== undefined) return;
  const onward = wall.failures % 2 ? 0 : 1;
  wall.again = { place: place + onward, fixed, due: now() + RETRY };
}

const modulo = (number, whole) => ((number % whole) + whole) % whole;

// Draws a slide out of sight, then puts it over the one before: nothing is blank in between.
async function swap(wall, slide) {
  const layer = made("div", "ct-layer", wall.stage);
  layer.setAttribute("role", "img");
  layer.setAttribute("aria-label", slide.alt);
  try {
    await draw(made("div", "ct-sheet", layer), slide, wall.page.weights);
  } catch {
    drop(layer);
    return false;
  }
  const before = [...wall.stage.children].filter((other) => other !== layer);
  wall.stage.dataset.slide = slide.number;
  layer.classList.add("seen");
  for (const other of before.slice(0, -1)) drop(other);
  const under = before.at(-1);
  if (under) setTimeout(drop, CALM.matches ? 0 : FADE + 100, under);
  return true;
}

function drop(layer) {
  for (const sheet of [...layer.children]) wipe(sheet);
  layer.remove();
}

// The time of the slide begins anew.
function rewind(wall) {
  wall.left = wall.every;
  wall.due = wall.paused ? Infinity : now() + wall.left;
  wall.element.style.setProperty("--every", `${wall.every}ms`);
  const old = wall.line.firstChild;
  old.replaceWith(old.cloneNode());
}

function step(wall, by) {
  if (!wall.slides.length) return;
  const { wanted, fixed, drawing, again, at } = wall;
  const from = wanted === undefined ? (drawing ?? again) : { place: wanted, fixed };
  show(wall, (from?.place ?? at) + by, from?.fixed);
}

function pause(wall, paused = !wall.paused) {
  if (paused === wall.paused) return;
  if (paused) wall.left = Math.max(wall.due - now(), 0);
  wall.paused = paused;
  wall.due = paused ? Infinity : now() + wall.left;
  wall.element.classList.toggle("paused", paused);
  writeStrip(wall);
  nameButtons(wall);
}

function tick(wall) {
  const time = now();
  if (wall.again) {
    if (time >= wall.again.due) show(wall, wall.again.place, wall.again.fixed);
  } else if (wall.slides.length && time >= wall.due) step(wall, 1);
  const ahead = Math.min(AHEAD, wall.every / 2);
  const soon = wall.due - time <= ahead && wall.asked < wall.due - ahead;
  const waiting = wall.lost || wall.unanswered;
  const again = time - wall.looked >= AGAIN;
  if (waiting ? again : soon || time - wall.asked >= SELDOM) ask(wall);
}

// Asks what is new. Whether the server is there at all is asked first, past Streamlit's own
// connection, which does not tell.
async function ask(wall) {
  wall.looked = wall.asked = now();
  const there = await fetch(`${root()}_stcore/health`, {
    cache: "no-store",
    signal: AbortSignal.timeout(AGAIN - 500),
  }).then(({ ok }) => ok, () => false);
  if (wall.gone) return;
  if (!there) {
    wall.unanswered = 0;
    if (!wall.lost) {
      wall.lost = true;
      writeStrip(wall);
    }
    return;
  }
  wall.unanswered ||= now();
  if (now() - wall.unanswered > SILENT && !sessionStorage.getItem(RELOADED)) {
    sessionStorage.setItem(RELOADED, "1");
    window.location.reload();
    return;
  }
  wall.page.tell("asked", { turn: (wall.turns += 1), holds: (wall.next ?? wall).id ?? "" });
}

function writeStrip(wall) {
  const { slides, at, words, lost, answered, failures } = wall;
  const time = answered.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const said = failures ? `${words.slide_failed} ${wall.said}`.trim() : wall.said;
  const note = lost ? words.connection_lost.replace("{time}", time) : said;
  if (wall.note.textContent !== note) wall.note.textContent = note;
  wall.note.classList.toggle("lost", lost);
  wall.state.textContent = wall.paused ? words.paused : "";
  const many = slides.length > MOST_DOTS;
  const place = `${at + 1}/${slides.length}`;
  wall.dots.setAttribute("role", "img");
  wall.dots.setAttribute("aria-label", place);
  if (many) wall.dots.textContent = place;
  else {
    if (wall.dots.childElementCount !== slides.length) {
      wall.dots.replaceChildren(...slides.map(() => made("i")));
    }
    [...wall.dots.children].forEach((dot, one) => dot.classList.toggle("now", one === at));
  }
}

function writeBar(wall, back) {
  const { bar, words } = wall;
  if (!bar.childElementCount) {
    control("", bar, BACKWARD, "", () => step(wall, -1));
    control("", bar, PAUSE, "", () => pause(wall));
    control("", bar, FORWARD, "", () => step(wall, 1));
    control("", bar, PIN, "", () => wall.page.tell("pin", wall.pin.number)).append(made("span"));
    control("", bar, FULL, "", () => fullScreen(wall));
    const link = made("a", "", bar);
    link.append(icon(BACK), made("span"));
  }
  const link = bar.lastChild;
  link.href = `${root()}?${new URLSearchParams(back)}`;
  link.lastChild.textContent = words.back_to_pages;
  nameButtons(wall);
}

function nameButtons({ bar, words, paused, pin }) {
  const [before, rest, after, pinned, full] = bar.children;
  call(before, words.previous);
  call(rest, paused ? words.resume : words.pause);
  rest.firstChild.replaceWith(icon(paused ? RESUME : PAUSE));
  call(after, words.next);
  call(pinned, pin.label);
  pinned.lastChild.textContent = pin.label;
  call(full, words.full_screen);
}

function fullScreen({ element }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else element.requestFullscreen();
}

// The bar is there for a while after the mouse has moved or a key has called it.
function wake(wall, long = AWAKE) {
  wall.element.classList.add("awake");
  clearTimeout(wall.sleep);
  wall.sleep = setTimeout(rest, long, wall);
}

function rest(wall) {
  clearTimeout(wall.sleep);
  if (wall.bar.contains(document.activeElement)) document.activeElement.blur();
  wall.element.classList.remove("awake");
}

function callBar(wall) {
  if (wall.element.classList.contains("awake")) rest(wall);
  else {
    wake(wall, CALLED);
    wall.bar.lastChild?.focus();
  }
}

const KEYS = {
  ArrowRight: (wall) => step(wall, 1),
  PageDown: (wall) => step(wall, 1),
  ArrowLeft: (wall) => step(wall, -1),
  PageUp: (wall) => step(wall, -1),
  Home: (wall) => show(wall, 0, true),
  End: (wall) => show(wall, -1, true),
  " ": (wall) => pause(wall),
  ".": (wall) => pause(wall),
  b: (wall) => pause(wall),
  Escape: callBar,
};

function listen(wall, signal) {
  const on = (kind, action) => window.addEventListener(kind, action, { signal, capture: true });
  on("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Tab") wake(wall, CALLED);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const onButton = key === " " && event.target.closest?.("button, a");
    if (!KEYS[key] || onButton || !wall.slides.length) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[key](wall);
  });
  // A slide that changes under a mouse at rest is told as a move, too.
  on("pointermove", ({ pointerType, screenX, screenY }) => {
    const moved = wall.mouse && wall.mouse !== `${screenX} ${screenY}`;
    wall.mouse = `${screenX} ${screenY}`;
    if (moved && pointerType === "mouse") wake(wall);
  });
  // Streamlit's words about a lost server swallow every click beside them: they hear of none here.
  for (const kind of ["pointerdown", "pointerup", "mousedown", "mouseup", "click"]) {
    on(kind, (event) => {
      event.stopPropagation();
      if (kind === "click") event.target.closest?.(".ct-wall-bar button")?.onclick();
    });
  }
  on("touchstart", ({ touches }) => (wall.touch = touches[0]));
  on("touchend", ({ changedTouches, target }) => {
    const across = changedTouches[0].clientX - wall.touch.clientX;
    if (Math.abs(across) >= SWIPE) step(wall, across < 0 ? 1 : -1);
    else if (!wall.bar.contains(target)) wake(wall, CALLED);
  });
}
