// Streamlit tells of a lost connection in its own words; these are ours. Only text is changed, so nothing breaks if it says it otherwise.
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
]);

function reword(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const ours = WORDS.get(texts.currentNode.nodeValue.trim());
    if (ours) texts.currentNode.nodeValue = ours;
  }
}

new MutationObserver(() => {
  const dialog = document.querySelector('[role="dialog"]');
  if (dialog) reword(dialog);
}).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
