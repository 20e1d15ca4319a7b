/** Files that may be sent; what is larger is no logo and no font for this. */
export const logoMostBytes = 5_000_000;
export const fontMostBytes = 3_000_000;
