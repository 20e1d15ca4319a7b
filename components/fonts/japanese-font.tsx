import '@fontsource-variable/noto-sans-jp/wght.css';

/** Draws nothing: it brings the style sheet along (components/fonts/script-fonts.tsx). */
export const JapaneseFont = () => null;
