import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * The keys of an installation, newest first; older ones still open what they sealed.
 * As key objects, which Node need not look into anew at every use: seven times as fast.
 */
export type Keyring = { sealing: { id: string; key: KeyObject }[]; hashing: KeyObject; signing: KeyObject };

const derive = (secret: string, purpose: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'storywire', purpose, 32)));

/**
 * Derives separate keys for sealing, hashing and signing from STORYWIRE_SECRET.
 * @param secrets newest first; the hash and signing keys come from the oldest,
 * since a hash that changed would no longer find its row
 */
export function keyringFrom(secrets: readonly [string, ...string[]]): Keyring {
  const oldest = secrets[secrets.length - 1]!;
  return {
    sealing: secrets.map((secret) => {
      const key = derive(secret, 'seal');
      return { id: createHmac('sha256', key).update('key id').digest('hex').slice(0, 8), key };
    }),
    hashing: derive(oldest, 'hash'),
    signing: derive(oldest, 'sign'),
  };
}

/**
 * Seals a text with AES-256-GCM under a random nonce.
 * @param row what the text belongs to, such as `number:<id>`: bound as
 * associated data, so that a sealed value moved to another row does not open
 * @returns `keyId.nonce.ciphertext.tag`, base64url
 */
export function seal(keyring: Keyring, row: string, text: string): string {
  const { id, key } = keyring.sealing[0]!;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(row));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [
    id,
    nonce.toString('base64url'),
    body.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join('.');
}

/**
 * Opens what {@link seal} made for the same row.
 * @throws when the key is unknown, the row is another, or a byte was changed
 */
export function unseal(keyring: Keyring, row: string, sealed: string): string {
  const [id, nonce, body, tag] = sealed.split('.');
  const key = keyring.sealing.find((each) => each.id === id)?.key;
  if (!key || !nonce || body === undefined || !tag)
    throw new Error('Sealed value is not readable with the keys at hand.');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(row)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** A keyed hash for looking a value up without storing it: HMAC-SHA256, hex. */
export function keyedHash(keyring: Keyring, purpose: string, value: string): string {
  return createHmac('sha256', keyring.hashing).update(`${purpose}\0${value}`).digest('hex');
}

/** A short signature for links and opaque ids: HMAC-SHA256, base64url, cut to `length` characters. */
export function sign(keyring: Keyring, purpose: string, value: string, length = 43): string {
  return createHmac('sha256', keyring.signing)
    .update(`${purpose}\0${value}`)
    .digest('base64url')
    .slice(0, length);
}

/** Compares two texts in constant time. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
