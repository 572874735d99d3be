// Streamlit tells of a lost connection and a wrong address in its own words, and calls the menu of a phone a sidebar; these are our
// words. Only text and labels are changed, so nothing breaks if it says it otherwise.
const WORDS = new Map([
  ["Connection error", "The connection is lost"],
  [
    "Streamlit server is not responding. Are you connected to the internet?",
    "Runs go on by themselves, and what was done is kept. This page comes back as soon as resume-tailor answers again.",
  ],
  [
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:",
    "Runs go on by themselves, and what was done is kept. If resume-tailor was ended, start it again:",
  ],
  ["streamlit run yourscript.py", "resume-tailor ui"],
  ["Page not found", "There is no such page"],
  [
    "The page that you have requested does not seem to exist. Running the app's main page.",
    "The address may be mistyped, or the page is not open to you. This is the first page instead.",
  ],
]);

const LABELS = new Map([
  ["Expand sidebar", "Open the menu"],
  ["Collapse sidebar", "Close the menu"],
]);

function relabel() {
  for (const [theirs, ours] of LABELS)
    for (const one of document.querySelectorAll(`[aria-label="${theirs}"]`)) one.setAttribute("aria-label", ours);
}

function reword(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const ours = WORDS.get(texts.currentNode.nodeValue.trim());
    if (ours) texts.currentNode.nodeValue = ours;
  }
}

// On phones the menu lies over the page. Streamlit leaves it there after a choice, and opens it again with the next page.
const MENU = "stSidebarCollapsed";

function forgetMenu() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(MENU)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

forgetMenu();
document.addEventListener("click", (event) => {
  if (!event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
  setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
});

new MutationObserver(() => {
  const dialog = document.querySelector('[role="dialog"]');
  if (dialog) reword(dialog);
  relabel();
}).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
