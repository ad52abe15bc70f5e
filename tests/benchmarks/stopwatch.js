// Runs in the page before anything else. Says when a text that was waited for can be read.
// A mutation only raises a flag; the reading is done once a frame, and only when the flag is up.
(() => {
  const roots = [document];
  let changed = true;
  let watch = null;
  let released = null;

  const observer = new MutationObserver(() => { changed = true; });
  const observe = (root) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true });
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    observe(root);
    return root;
  };
  observe(document);
  addEventListener("pointerup", (event) => { released ??= event.timeStamp; }, true);

  const elements = (selector) =>
    roots.filter((root) => root === document || root.host.isConnected)
      .flatMap((root) => [...root.querySelectorAll(selector)]);
  const text = (element, part) => part
    ? [...element.querySelectorAll(part)].map((one) => one.textContent).join(" ")
    : element.textContent;
  const figures = (words) => new Set(words.match(/[0-9]+(?:[.,\/][0-9]+)*/g) ?? []);

  const fulfilled = () => {
    const found = elements(watch.selector);
    if (found.length < watch.at_least) return false;
    if (watch.proofs.length === 0) return found.every((one) => one.checkVisibility());
    const shown = found.map((one) => figures(text(one, watch.part)));
    const shows = (place, proof) =>
      proof.present.every((figure) => shown[place].has(figure))
      && !proof.absent.some((figure) => shown[place].has(figure))
      && found[place].checkVisibility();
    return watch.in_order
      ? found.length === watch.proofs.length
        && watch.proofs.every((proof, place) => shows(place, proof))
      : watch.proofs.every((proof) => found.some((_, place) => shows(place, proof)));
  };

  const look = () => {
    if (watch && changed && (watch.since === "navigation" || released !== null)) {
      changed = false;
      if (fulfilled()) {
        watch.resolve(performance.now() - (watch.since === "navigation" ? 0 : released));
        watch = null;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  window.stopwatch = {
    // Starts to wait; `answer` then holds a promise of milliseconds.
    arm(wanted) {
      released = null;
      changed = true;
      const due = new Promise((resolve, reject) => {
        watch = { ...wanted, resolve };
        setTimeout(() => reject(new Error("not shown: " + JSON.stringify(wanted))), wanted.deadline);
      });
      due.catch(() => undefined);
      window.stopwatch.answer = due;
    },
    texts: (selector, part) => elements(selector).map((one) => text(one, part)),
    answer: null,
  };
})();
