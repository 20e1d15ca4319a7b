/**
 * What a holder may say to leave and to come back, in the languages our teams
 * write in. The whole message has to be the word: "stop" in a sentence is talk.
 */
const words = {
  stop: [
    ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'opt out', 'optout'],
    ['parar', 'pare', 'sair', 'cancelar', 'baja', 'detener', 'alto'],
    ['arret', 'arreter', 'desabonner', 'stopp', 'abmelden', 'aufhoren'],
    ['ストップ', '停止', '配信停止', 'توقف', 'إيقاف', 'ايقاف'],
  ],
  start: [
    ['start', 'unstop', 'subscribe', 'resume', 'opt in', 'optin'],
    ['comecar', 'iniciar', 'voltar', 'empezar', 'alta', 'comenzar'],
    ['reprendre', 'commencer', 'anmelden', 'starten'],
    ['スタート', '開始', '再開', 'ابدأ', 'ابدا', 'بدء'],
  ],
} as const;

export type ControlWord = keyof typeof words;

/** Accents and capitals depend on the keyboard; so do marks around the word. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

const meanings = new Map<string, ControlWord>(
  (Object.keys(words) as ControlWord[]).flatMap((meaning) =>
    words[meaning].flat().map((word) => [plain(word), meaning] as const),
  ),
);

/** Whether a text is a word to leave or to come back by; undefined when it is neither. */
export const readControlWord = (text: string): ControlWord | undefined =>
  text.length > 40 ? undefined : meanings.get(plain(text));
