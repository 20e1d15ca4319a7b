import '@fontsource-variable/noto-sans-arabic/wght.css';

/** Draws nothing: it brings the style sheet along (components/fonts/script-fonts.tsx). */
export const ArabicFont = () => null;
