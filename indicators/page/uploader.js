// The names of the buttons in Streamlit's box for files, and what it says of a file that it refuses,
// in the page's words: they are there in English only. What is seen, page.css writes over.
(() => {
  const words = WORDS;
  const BOX = ".st-key-given-files";
  const NAMED = [
    [/^Add files$/, words.add],
    [/^Cancel upload of (.*)$/s, words.stop],
    [/^Remove (.*)$/s, words.remove],
  ];
  const REFUSED = [
    [/^File must be .* or smaller\.$/, words.too_large],
    [/./, words.not_sent],
  ];
  let seen = false;

  function name(button) {
    const label = button.getAttribute("aria-label");
    // In another language by now, it is named anew from what Streamlit called it.
    if (NAMED.some(([pattern]) => pattern.test(label))) button.ctNamed = label;
    for (const [pattern, said] of NAMED) {
      const found = pattern.exec(button.ctNamed ?? "");
      if (!found) continue;
      const wanted = said.replace("{name}", () => found[1] ?? "");
      if (label !== wanted) button.setAttribute("aria-label", wanted);
      return;
    }
  }

  function mend(alert) {
    const [head, why] = alert.childNodes;
    if (!why || alert.ctSaid === why.nodeValue) return;
    if (head.nodeValue === "Error: ") alert.ctWhy = why.nodeValue;
    const [, said] = REFUSED.find(([pattern]) => pattern.test(alert.ctWhy ?? ""));
    head.nodeValue = `${words.error}: `;
    why.nodeValue = alert.ctSaid = said;
  }

  function look() {
    const box = document.querySelector(BOX);
    if (!box) {
      if (seen) watching.disconnect();
      return;
    }
    seen = true;
    box.querySelectorAll("button[aria-label]").forEach(name);
    const input = box.querySelector("section > input[type=file]");
    const label = input?.parentElement.ariaLabel;
    if (label && input.ariaLabel !== label) input.ariaLabel = label;
    box.querySelectorAll(".stFileChip [role=alert]").forEach(mend);
  }

  window.ctUploader?.disconnect();
  const watching = (window.ctUploader = new MutationObserver(look));
  watching.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["aria-label"],
  });
  look();
})();
