/** A list of which a row is fine, and the others have something that a click mends, or none does. */
export const someList = [
  'Telefon;Name;Region;Language;Consent date',
  '+44 7700 900151;Import one;Brazil;;2026-01-05',
  '+44 7700 900152;Import two;Untied Kingdom;;',
  '+44 7700 900153;;Japan;klingon;',
  '4.47701E+11;Import four;Brazil;;',
].join('\n');
