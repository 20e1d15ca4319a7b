/** A number with the spaces that its country uses, as far as the demo's ranges go. */
export function spacedNumber(number) {
  const digits = number.replace(/\D/g, '');
  for (const [pattern, spaced] of spacings) if (pattern.test(digits)) return digits.replace(pattern, spaced);
  return `+${digits}`;
}

const spacings = [
  [/^1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3'],
  [/^44(7\d{3})(\d{6})$/, '+44 $1 $2'],
  [/^33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, '+33 $1 $2 $3 $4 $5'],
  [/^61(\d{3})(\d{3})(\d{3})$/, '+61 $1 $2 $3'],
  [/^46(\d{2})(\d{3})(\d{2})(\d{2})$/, '+46 $1 $2 $3 $4'],
];

/** The clock time of a moment where the phone is. */
export function clockTime(at, timeZone, language = 'en-GB') {
  return new Intl.DateTimeFormat(safeLanguage(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** "Monday 23 November" where the phone is, in its language. */
export function dayName(at, timeZone, language = 'en-GB') {
  return new Intl.DateTimeFormat(safeLanguage(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(at);
}

/** A day that tells messages of different days apart; the same on both sides of one midnight. */
export function dayKey(at, timeZone) {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(at);
}

/** "now", "3 min", "2 h", "4 d". */
export function briefAge(at, now) {
  const minutes = Math.floor((now - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function safeLanguage(language) {
  return Intl.DateTimeFormat.supportedLocalesOf([language]).length > 0 ? language : 'en-GB';
}
