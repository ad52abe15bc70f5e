// A click on the menu goes to the page as Back does: the address changes, and Streamlit, which
// listens to it, runs that page without loading everything anew. Other clicks and keys are left.
if (!window.ctMenu) {
  window.ctMenu = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".ct-menu a");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
      && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
