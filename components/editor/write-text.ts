/** Puts the cursor into the words of the text that was just chosen, once its field is there. */
export function writeText(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLTextAreaElement>('[data-editor-text]');
    field?.focus();
    field?.select();
  });
}
