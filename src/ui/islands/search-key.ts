/** The key `/` leads to the search field. Not while something is typed, and not for whoever has switched it off: then the field does not say it. */
export function watchSearchKey(): void {
  addEventListener('keydown', (event) => {
    // Shift is let through: on a Swedish keyboard / is shift and 7.
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [contenteditable]'))
      return;
    const field = document.querySelector<HTMLInputElement>('[aria-keyshortcuts="/"]');
    if (!field?.checkVisibility()) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
