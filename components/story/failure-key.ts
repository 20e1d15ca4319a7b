/**
 * Meta's codes of a failed message, by what a person can make of them and do
 * next; the sentences stand under `failure.`. Source: WhatsApp Cloud API, error codes.
 */
const codes = {
  undeliverable: [131026],
  self: [131021],
  needsPhone: [131062],
  blocked: [130403],
  stopped: [131050],
  country: [130497],
  testList: [131030],
  window: [131047],
  limited: [130472, 131049],
  media: [131052, 131053],
  busy: [4, 80007, 130429, 131056, 131057],
  spam: [131048],
  violations: [131064],
  template: [132001, 132005, 132007, 132008, 132015, 132016],
  blanks: [132000, 132012, 132018],
  flow: [132068, 132069],
  account: [368, 131031],
  payment: [131042, 134011],
  marketing: [131055, 131063, 134100, 134101, 134102, 1752041],
  displayName: [131037],
  registration: [131045, 133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016],
  senderGone: [33],
  token: [0, 102, 104, 190],
  permission: [3, 10, 131005],
  request: [100, 131008, 131009, 131051, 135000],
  groups: [131020, 131041],
  meta: [1, 2, 131000, 131016],
} as const satisfies Record<string, readonly number[]>;

/** Whole ranges that Meta documents as one thing. */
const ranges = [
  { from: 200, to: 299, key: 'permission' },
  { from: 131_201, to: 131_215, key: 'groups' },
  // Subcodes of 100 that Meta's list names as codes of their own.
  { from: 2_388_000, to: 2_388_999, key: 'template' },
] as const;

export type FailureKey = keyof typeof codes | 'unknown' | 'unnamed';

/** The key of the sentence that explains a failure. `unnamed`: Meta gave no code. */
export function failureKey(errorCode: number | null): FailureKey {
  if (errorCode === null) return 'unnamed';
  const found = Object.entries(codes).find(([, list]) => (list as readonly number[]).includes(errorCode));
  if (found) return found[0] as keyof typeof codes;
  return ranges.find(({ from, to }) => errorCode >= from && errorCode <= to)?.key ?? 'unknown';
}
