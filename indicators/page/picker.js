// A box to search and choose in: a combobox with its list, as the ARIA patterns describe it.
// What is shown comes in `data` and is put on the page letter by letter; nothing in it is obeyed.

const DRAWN = 50; // so many matches stand in the list; the rest is counted
const ROWS = 10; // so many rows are in sight before the list scrolls
const PATIENCE = 10000; // ms until what was chosen here gives way to what the server still says
const GAP = 4; // px between box and list, and between list and the window's edge
const SVG = "http://www.w3.org/2000/svg";
const CHECK = "M3.5 8.5 6.5 11.5 12.5 4.5";
const CROSS = "M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5";
const ARROW = "M4 6 8 10 12 6";

function made(kind, name, parent, text) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

function line(name, path, parent) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(SVG, "path");
  stroke.setAttribute("d", path);
  svg.append(stroke);
  parent.append(svg);
  return svg;
}

function button(name, parent, label, action) {
  const element = made("button", name, parent);
  element.type = "button";
  element.title = label;
  element.setAttribute("aria-label", label);
  element.onclick = action;
  return element;
}

// A function and not a text is put in: "$&" in a name would be obeyed.
const filled = (words, name, text) => words.replace(`{${name}}`, () => text);

// Letters without their marks: «Hữu Hòa», «huu hoà» and «HUU HOA» are the same to a search.
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[đðɖ]/g, "d")
    .replace(/\s+/g, " ")
    .trim();
}

// A text with a blank before every place where a word may begin.
const begun = (text) => ` ${text} ${text.replace(/[^\p{L}\p{N}]+/gu, " ")}`;

function read([code, name, group, note, also]) {
  const plain = fold(name);
  const more = [plain, ...also.map(fold), fold(note), fold(group)].join(" ");
  return { code, name, group, note, plain, starts: begun(plain), more, anyStart: begun(more) };
}

// The lower the better; a match of the whole, of word starts, of letters anywhere.
function rank(option, whole, words) {
  if (option.plain === whole) return 0;
  if (option.plain.startsWith(whole)) return 1;
  if (words.every((word) => option.starts.includes(` ${word}`))) return 2;
  if (words.every((word) => option.anyStart.includes(` ${word}`))) return 3;
  if (words.every((word) => option.plain.includes(word))) return 4;
  return words.every((word) => option.more.includes(word)) ? 5 : -1;
}

function matches(options, query) {
  const whole = fold(query);
  if (!whole) return options;
  const words = whole.split(" ");
  const ranked = [[], [], [], [], [], []];
  for (const option of options) ranked[rank(option, whole, words)]?.push(option);
  return ranked.flat();
}

// The best come first, and with the first of a group its others that are drawn.
function grouped(options) {
  const groups = new Map();
  for (const option of options) {
    if (!groups.has(option.group)) groups.set(option.group, []);
    groups.get(option.group).push(option);
  }
  return [...groups];
}

class Picker {
  constructor(parent) {
    this.element = made("div", "ct-picker", parent);
    const head = made("div", "ct-picker-head", this.element);
    this.label = made("label", "", head);
    this.clear = made("button", "ct-picker-clear", head);
    this.clear.type = "button";
    this.box = made("div", "ct-picker-box", this.element);
    this.chips = made("div", "ct-picker-chips", this.box);
    this.chips.setAttribute("role", "list");
    this.input = made("input", "", this.box);
    line("ct-picker-arrow", ARROW, this.box);
    this.popup = made("div", "ct-picker-popup", this.element);
    // The top layer: over the page, and no container can cut it.
    if ("popover" in this.popup) this.popup.popover = "manual";
    this.list = made("div", "ct-picker-list", this.popup);
    this.remark = made("div", "ct-picker-remark", this.popup);
    this.remark.setAttribute("role", "status");
    this.options = [];
    this.rows = [];
    this.chosen = [];
    this.sent = [];
    this.opened = false;
    this.typed = false;
    this.active = -1;
    this.prepare();
  }

  prepare() {
    const { input, list } = this;
    for (const [name, value] of Object.entries({
      type: "text",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
    }))
      input.setAttribute(name, value);
    list.setAttribute("role", "listbox");
    input.oninput = () => {
      this.typed = true;
      this.open();
      this.fill(0);
    };
    input.onfocus = () => this.rest();
    input.onkeydown = (event) => this.key(event);
    this.clear.onclick = () => {
      this.input.focus();
      this.choose([]);
    };
    // The focus stays where the keyboard is; a finger still scrolls the list.
    this.popup.onmousedown = (event) => event.preventDefault();
    this.box.onmousedown = (event) => {
      // A first click marks the whole name; it would be unmarked again where the pointer is.
      const first = !this.many && !this.opened;
      if (event.target !== input || first) event.preventDefault();
    };
    this.box.onclick = (event) => {
      if (event.target.closest("button")) return;
      input.focus();
      if (!this.opened) this.open();
      else if (event.target !== input) this.close();
    };
    list.onclick = (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.toggle(Number(row.dataset.place));
    };
    list.onpointermove = (event) => {
      const row = event.target.closest("[role=option]");
      if (row && event.pointerType === "mouse") this.activate(Number(row.dataset.place), false);
    };
    this.element.onfocusout = (event) => {
      if (!this.element.contains(event.relatedTarget)) this.close();
    };
    this.outside = (event) => {
      if (!this.element.contains(event.target)) this.close();
    };
    this.move = (event) => {
      if (event?.target !== list) this.place();
    };
  }

  get many() {
    return this.most > 1;
  }

  nameOf(code) {
    return this.known.get(code)?.name ?? "";
  }

  // What the server says. It is the truth, but for a choice of ours that it has not answered yet.
  show(head, body, tell) {
    const { key, label, most, placeholder, bare, language, words, chosen } = head;
    this.tell = tell;
    Object.assign(this, { most, words, language, placeholder: placeholder || words.type });
    if (body !== this.body) {
      this.body = body;
      this.options = JSON.parse(body).map(read);
      this.known = new Map(this.options.map((option) => [option.code, option]));
      this.names = undefined;
    }
    const [input, list] = [`ct-pick-${key}`, `ct-pick-${key}-list`];
    this.input.id = this.label.htmlFor = input;
    this.input.setAttribute("aria-controls", list);
    this.list.id = list;
    this.list.setAttribute("aria-label", label);
    this.list.toggleAttribute("aria-multiselectable", false);
    if (this.many) this.list.setAttribute("aria-multiselectable", "true");
    this.label.textContent = label;
    this.label.title = label;
    this.label.classList.toggle("bare", bare);
    this.clear.textContent = words.clear;
    this.clear.setAttribute("aria-label", `${words.clear}: ${label}`);
    this.chips.setAttribute("aria-label", words.chosen);
    this.element.classList.toggle("many", this.many);
    this.hear(chosen);
    this.draw();
  }

  hear(chosen) {
    const said = JSON.stringify(chosen);
    const old = this.said;
    this.said = said;
    const place = this.sent.indexOf(said);
    const awaited = this.sent.length && place < this.sent.length - 1;
    if (awaited && (place >= 0 || said === old)) this.sent = this.sent.slice(place + 1);
    else this.settle();
  }

  settle() {
    clearTimeout(this.waiting);
    this.sent = [];
    this.chosen = JSON.parse(this.said).filter((code) => this.known.has(code));
  }

  choose(codes) {
    this.chosen = codes;
    this.sent.push(JSON.stringify(codes));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.settle();
      this.draw();
    }, PATIENCE);
    this.tell(codes);
    this.draw();
  }

  // The box, and the list where it is open.
  draw() {
    const names = JSON.stringify([this.many, this.words.remove, this.chosen]);
    if (this.names !== names) {
      this.names = names;
      this.chips.replaceChildren();
      if (this.many) for (const code of this.chosen) this.chip(code);
      if (this.opened) this.fill(this.active, true);
    }
    const none = !this.many || !this.chosen.length;
    this.clear.hidden = this.chips.hidden = none;
    this.input.placeholder = this.placeholder;
    this.rest();
    this.place();
  }

  // What stands in the box while nothing is being typed.
  rest() {
    const name = this.many ? "" : this.nameOf(this.chosen[0]);
    this.input.title = name;
    if (this.typed) return;
    if (this.input.value !== name) this.input.value = name;
    if (!this.many && document.activeElement === this.input) this.mark();
  }

  // The next letter typed takes the place of all that stands there.
  mark() {
    this.input.select();
    this.input.scrollLeft = 0;
  }

  chip(code) {
    const name = this.nameOf(code);
    const chip = made("span", "ct-picker-chip", this.chips);
    chip.setAttribute("role", "listitem");
    made("span", "", chip, name).title = name;
    const remove = filled(this.words.remove, "name", name);
    const cross = button("", chip, remove, () => {
      this.input.focus();
      this.choose(this.chosen.filter((one) => one !== code));
    });
    line("", CROSS, cross);
  }

  open() {
    if (this.opened) return;
    this.opened = true;
    this.input.setAttribute("aria-expanded", "true");
    this.popup.classList.add("open");
    this.popup.showPopover?.();
    this.fill(-1);
    this.place(true);
    const first = this.rows.findIndex(({ option }) => this.chosen.includes(option.code));
    if (!this.many && first >= 0) this.activate(first);
    document.addEventListener("pointerdown", this.outside, true);
    document.addEventListener("scroll", this.move, true);
    window.addEventListener("resize", this.move);
    window.visualViewport?.addEventListener("resize", this.move);
    window.visualViewport?.addEventListener("scroll", this.move);
  }

  close() {
    if (this.opened) {
      this.opened = false;
      this.input.setAttribute("aria-expanded", "false");
      this.popup.classList.remove("open");
      this.popup.hidePopover?.();
      this.activate(-1);
      this.forget();
    }
    this.typed = false;
    this.rest();
  }

  forget() {
    document.removeEventListener("pointerdown", this.outside, true);
    document.removeEventListener("scroll", this.move, true);
    window.removeEventListener("resize", this.move);
    window.visualViewport?.removeEventListener("resize", this.move);
    window.visualViewport?.removeEventListener("scroll", this.move);
  }

  // The matches of what is typed; `still` keeps the list where it was scrolled to.
  fill(active, still = false) {
    const { list, words } = this;
    const found = matches(this.options, this.typed ? this.input.value : "");
    const drawn = found.slice(0, DRAWN);
    const full = this.many && this.chosen.length >= this.most;
    const top = list.scrollTop;
    list.replaceChildren();
    this.rows = [];
    for (const [index, [group, options]] of grouped(drawn).entries()) {
      let parent = list;
      if (group) {
        parent = made("div", "", list);
        parent.setAttribute("role", "group");
        const heading = made("div", "ct-picker-group", parent, group);
        heading.id = `${list.id}-group-${index}`;
        heading.title = group;
        heading.setAttribute("role", "presentation");
        parent.setAttribute("aria-labelledby", heading.id);
      }
      for (const option of options) this.row(option, parent, full, found.length);
    }
    const count = new Intl.NumberFormat(this.language);
    const remarks = [];
    if (full) remarks.push(filled(words.most, "count", count.format(this.most)));
    if (!found.length) remarks.push(words.none);
    const hidden = found.length - drawn.length;
    if (hidden) remarks.push(filled(words.more, "count", count.format(hidden)));
    const remark = remarks.join(" ");
    if (this.remark.textContent !== remark) this.remark.textContent = remark;
    list.scrollTop = still ? top : 0;
    this.activate(Math.min(active, this.rows.length - 1), !still);
  }

  row(option, parent, full, known) {
    const place = this.rows.length;
    const taken = this.chosen.includes(option.code);
    const element = made("div", "ct-picker-row", parent);
    element.id = `${this.list.id}-${place}`;
    element.dataset.place = place;
    element.title = option.note ? `${option.name} · ${option.note}` : option.name;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", taken);
    element.setAttribute("aria-posinset", place + 1);
    element.setAttribute("aria-setsize", known);
    const closed = full && !taken;
    if (closed) element.setAttribute("aria-disabled", "true");
    line("ct-picker-mark", CHECK, element);
    made("span", "ct-picker-name", element, option.name);
    if (option.note) made("span", "ct-picker-note", element, option.note);
    this.rows.push({ option, element, closed });
  }

  activate(place, follow = true) {
    this.rows[this.active]?.element.classList.remove("active");
    this.active = place;
    const row = this.rows[place]?.element;
    if (!row) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    row.classList.add("active");
    this.input.setAttribute("aria-activedescendant", row.id);
    if (!follow) return;
    const { list } = this;
    // With the first row its heading comes into sight too.
    const top = place ? row.offsetTop : 0;
    const bottom = row.offsetTop + row.offsetHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }

  toggle(place) {
    const row = this.rows[place];
    if (!row || row.closed) return;
    const { code } = row.option;
    this.active = place;
    if (!this.many) {
      const news = this.chosen[0] !== code;
      if (news) this.chosen = [code];
      this.close();
      if (news) this.choose([code]);
      return;
    }
    const rest = this.chosen.filter((one) => one !== code);
    this.choose(rest.length < this.chosen.length ? rest : [...this.chosen, code]);
    if (this.typed) {
      // What was looked for is found: the next name is typed into an empty box.
      this.typed = false;
      this.input.value = "";
      this.fill(0);
    }
    this.mark();
  }

  // Below the box, or above it where there is more room; always within the window.
  place(anew = false) {
    if (!this.opened) return;
    const { popup, list } = this;
    const { style } = popup;
    const zoom = popup.currentCSSZoom ?? 1;
    const box = this.box.getBoundingClientRect();
    const view = window.visualViewport;
    const [left, top] = [view?.offsetLeft ?? 0, view?.offsetTop ?? 0];
    const width = Math.min(view?.width ?? Infinity, document.documentElement.clientWidth);
    const height = view?.height ?? window.innerHeight;
    const row = this.rows[0]?.element.offsetHeight || 40;
    const tallest = (ROWS + 0.5) * row + this.remark.offsetHeight;
    const below = (top + height - box.bottom - 2 * GAP) / zoom;
    const above = (box.top - top - 2 * GAP) / zoom;
    if (anew) style.maxHeight = "";
    if (anew) this.up = below < Math.min(tallest, popup.scrollHeight) && above > below;
    style.maxHeight = `${Math.max(Math.min(tallest, this.up ? above : below), 2 * row)}px`;
    const wide = Math.min(Math.max(box.width, 320 * zoom), width - 2 * GAP);
    const right = left + width - wide - GAP;
    style.width = `${wide / zoom}px`;
    style.left = `${Math.max(Math.min(box.left, right), left + GAP) / zoom}px`;
    style.top = this.up ? "auto" : `${(box.bottom + GAP) / zoom}px`;
    const floor = document.documentElement.clientHeight;
    style.bottom = this.up ? `${(floor - box.top + GAP) / zoom}px` : "auto";
    list.classList.toggle("above", this.up);
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const last = this.rows.length - 1;
    const step = (place) => this.activate(Math.max(0, Math.min(last, place)));
    const go = {
      ArrowDown: () => {
        if (!this.opened) this.open();
        else if (!event.altKey) this.activate(this.active < last ? this.active + 1 : 0);
        if (this.active < 0 && !event.altKey) step(0);
      },
      ArrowUp: () => {
        if (event.altKey) this.close();
        else if (this.opened) this.activate(this.active > 0 ? this.active - 1 : last);
        else {
          this.open();
          if (this.active < 0) step(last);
        }
      },
      Home: this.opened && !event.shiftKey && (() => step(0)),
      End: this.opened && !event.shiftKey && (() => step(last)),
      PageDown: this.opened && (() => step(this.active + ROWS)),
      PageUp: this.opened && (() => step(this.active - ROWS)),
      Enter: () => (this.opened ? this.toggle(this.active) : this.open()),
      Escape: (this.opened || this.typed) && (() => this.close()),
      Backspace:
        this.many &&
        !this.input.value &&
        this.chosen.length > 0 &&
        (() => this.choose(this.chosen.slice(0, -1))),
    }[event.key];
    if (event.key === "Tab") this.close();
    if (!go) return;
    event.preventDefault();
    event.stopPropagation();
    go();
  }

  leave() {
    clearTimeout(this.waiting);
    this.forget();
    this.element.remove();
  }
}

export default function (component) {
  const { parentElement, data } = component;
  const text = new TextDecoder().decode(data);
  const cut = text.indexOf("\n");
  const picker = (parentElement.ctPicker ??= new Picker(parentElement));
  const tell = (codes) => component.setTriggerValue("chosen", codes);
  picker.show(JSON.parse(text.slice(0, cut)), text.slice(cut + 1), tell);
  // A call that newer data have overtaken is told to leave too: only the last one may.
  const turn = (picker.turn = (picker.turn ?? 0) + 1);
  return () => {
    if (picker.turn !== turn) return;
    picker.leave();
    delete parentElement.ctPicker;
  };
}
