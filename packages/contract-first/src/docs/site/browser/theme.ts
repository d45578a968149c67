/** Sets the theme before anything is shown; runs in the head. */
try {
  const theme = localStorage.getItem('contract-docs-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // The theme of the system is shown.
}
document.documentElement.classList.add('cf-js');
