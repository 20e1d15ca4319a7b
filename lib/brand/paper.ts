/** The ground of every page, as `--paper` in app/globals.css, for what paints it before or beside a page. */
export const paper = { light: '#faf8f4', dark: '#0b0a09' };
