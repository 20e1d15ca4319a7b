/**
 * Meta's codes of a failed message, by what a person can make of them; the
 * sentences stand under `failure.`. Source: WhatsApp Cloud API, error codes.
 */
const codes = {
  undeliverable: [131026, 131021, 131062],
  blocked: [130403, 131050],
  country: [130497],
  testList: [131030],
  window: [131047],
  limited: [131049, 130472],
  media: [131052, 131053],
  busy: [80007, 130429, 131048, 131056, 131057, 131064],
  template: [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069],
  account: [131031, 131037, 131042, 131045, 131063, 133010, 134011, 368],
  token: [0, 10, 102, 104, 190, 131005],
  meta: [1, 2, 131000, 131016],
} as const satisfies Record<string, readonly number[]>;

export type FailureKey = keyof typeof codes | 'unknown' | 'unnamed';

/** The key of the sentence that explains a failure. `unnamed`: Meta gave no code. */
export function failureKey(errorCode: number | null): FailureKey {
  if (errorCode === null) return 'unnamed';
  const found = Object.entries(codes).find(([, list]) => (list as readonly number[]).includes(errorCode));
  return found === undefined ? 'unknown' : (found[0] as keyof typeof codes);
}
