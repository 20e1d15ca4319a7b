/** Characters of the code that a phone sends to sign in, as lib/ids.ts makes it. */
export const signInCodeLength = 8;

/** What a phone has to send, as the sign-in page writes it. */
export const signInText = (code: string) => `sign in ${code.slice(0, 4)}-${code.slice(4)}`;

/** The same in the words of those who type it anew; accents, capitals, spaces and hyphens do not count. */
const words = [
  ['signin', 'signon', 'login', 'logon', 'singin'],
  ['entrar', 'iniciarsesion', 'iniciasesion', 'iniciarsessao', 'acceder', 'acessar', 'ingresar'],
  ['connexion', 'seconnecter', 'connecter', 'anmelden', 'anmeldung', 'einloggen', 'accedi', 'accesso'],
  ['inloggen', 'aanmelden', 'loggain', 'logpa', 'logind', 'kirjaudu', 'zaloguj', 'prihlasit', 'giris'],
  ['войти', 'вход', 'увійти', 'είσοδος', 'σύνδεση', 'כניסה', 'دخول', 'تسجيل الدخول', 'लॉगिन', 'เข้าสู่ระบบ'],
  ['サインイン', 'ログイン', '登录', '登入', '로그인', 'đăng nhập', 'masuk'],
] as const;

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const known = new Set(words.flat().map(plain));

const code = /([2-9A-HJ-KM-NP-TV-Z]{4})[\s\p{Pd}_.]*([2-9A-HJ-KM-NP-TV-Z]{4})[\P{L}&&\P{N}]*$/v;

/**
 * The code in a message that asks to be signed in, whatever the keyboard made
 * of capitals, spaces, hyphens and wide letters. Undefined for every other
 * message: without the word before it a code may be one for joining.
 */
export function readSignIn(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const upright = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  const match = code.exec(upright.toUpperCase());
  if (!match) return undefined;
  return known.has(plain(upright.slice(0, match.index))) ? `${match[1]}${match[2]}` : undefined;
}
