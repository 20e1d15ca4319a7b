import type { GraphError } from './graph-error.ts';

/**
 * What an error code means for us. `throttled`: later. `token`: a new token.
 * `permission`: something must be granted. `missing`: the thing is gone.
 * `recipient`: this person cannot be reached. `template`: the template must
 * change. `policy`: Meta restricts us, a human must look. `permanent`: this
 * request will never work. `transient`: a fault on Meta's side. `unknown`: a
 * number that is not in the table.
 */
export type ErrorClass =
  | 'throttled'
  | 'token'
  | 'permission'
  | 'missing'
  | 'recipient'
  | 'template'
  | 'permanent'
  | 'transient'
  | 'policy'
  | 'unknown';

/** Whom a throttle slows down; a pair throttle leaves every other recipient alone. */
type ThrottleScope = 'app' | 'business' | 'account' | 'sender' | 'recipient';

export type Classified = {
  class: ErrorClass;
  /** Names the meaning, for words on a screen and for logs. */
  key: string;
  /** Given when throttled. */
  scope?: ThrottleScope;
};

const rule = (errorClass: ErrorClass, key: string): Classified => ({ class: errorClass, key });
const throttle = (scope: ThrottleScope, key: string): Classified => ({ class: 'throttled', key, scope });

/** Codes whose subcode changes the meaning. */
const bySubcode: Record<string, Classified> = {
  '-2/2207003': rule('transient', 'media_fetch_slow'),
  '-2/2207020': rule('permanent', 'media_expired'),
  '-1/2207053': rule('permanent', 'upload_failed'),
  '1/2207057': rule('permanent', 'thumbnail_offset'),
  '4/2207051': rule('policy', 'suspected_spam'),
  '100/33': rule('missing', 'object_missing'),
  '190/458': rule('token', 'token_app_removed'),
  '190/459': rule('token', 'token_checkpoint'),
  '190/460': rule('token', 'token_password_changed'),
  '190/463': rule('token', 'token_expired'),
  '190/464': rule('token', 'token_unconfirmed'),
  '190/467': rule('token', 'token_invalid'),
  '190/492': rule('token', 'token_no_page_role'),
  '100/2388019': rule('template', 'template_limit'),
  '100/2388024': rule('template', 'template_duplicate'),
  '100/2388039': rule('template', 'template_locked'),
  '100/2388040': rule('template', 'template_too_long'),
  '100/2388047': rule('template', 'template_header'),
  '100/2388072': rule('template', 'template_body'),
  '100/2388073': rule('template', 'template_footer'),
  '100/2388293': rule('template', 'template_variable_ratio'),
  '100/2388299': rule('template', 'template_variable_edge'),
};

const byCode: Record<number, Classified> = {
  // Graph: docs/graph-api/guides/error-handling, docs/graph-api/overview/rate-limiting.
  0: rule('token', 'token_invalid'),
  1: rule('transient', 'meta_unknown'),
  2: rule('transient', 'meta_unavailable'),
  3: rule('permission', 'capability'),
  4: throttle('app', 'app_rate'),
  10: rule('permission', 'permission'),
  17: throttle('app', 'user_rate'),
  32: throttle('app', 'page_rate'),
  33: rule('missing', 'sender_deleted'),
  100: rule('permanent', 'parameter'),
  102: rule('token', 'token_session'),
  104: rule('token', 'token_missing'),
  190: rule('token', 'token_invalid'),
  341: throttle('app', 'app_rate'),
  368: rule('policy', 'restricted'),
  506: rule('permanent', 'duplicate'),
  613: throttle('app', 'custom_rate'),
  803: rule('missing', 'object_missing'),

  // Publishing: instagram-platform/instagram-graph-api/reference/error-codes.
  [-2]: rule('transient', 'media_fetch_slow'),
  [-1]: rule('transient', 'instagram_unavailable'),
  9: throttle('account', 'publishing_quota'),
  24: rule('missing', 'container_missing'),
  25: rule('policy', 'account_restricted'),
  352: rule('permanent', 'video_format'),
  9004: rule('permanent', 'media_fetch'),
  9007: rule('transient', 'container_not_ready'),
  36000: rule('permanent', 'image_size'),
  36001: rule('permanent', 'image_format'),
  36003: rule('permanent', 'image_ratio'),
  36004: rule('permanent', 'caption_length'),

  // WhatsApp: business-messaging/whatsapp/support/error-codes.
  80007: throttle('business', 'waba_rate'),
  130429: throttle('sender', 'sender_rate'),
  131048: throttle('sender', 'spam_rate'),
  131056: throttle('recipient', 'pair_rate'),
  131057: throttle('sender', 'maintenance'),
  131064: throttle('sender', 'template_violations'),
  133004: throttle('sender', 'registration_later'),
  133015: throttle('sender', 'registration_later'),
  133016: throttle('sender', 'registration_rate'),
  130403: rule('recipient', 'recipient_blocked_by_us'),
  130472: rule('recipient', 'recipient_in_experiment'),
  130497: rule('recipient', 'recipient_country'),
  131000: rule('transient', 'whatsapp_unknown'),
  131005: rule('permission', 'permission'),
  131008: rule('permanent', 'parameter_missing'),
  131009: rule('permanent', 'parameter_value'),
  131016: rule('transient', 'whatsapp_unavailable'),
  131021: rule('recipient', 'recipient_is_sender'),
  131026: rule('recipient', 'recipient_undeliverable'),
  131030: rule('recipient', 'recipient_not_on_test_list'),
  131031: rule('policy', 'business_locked'),
  131037: rule('policy', 'display_name_missing'),
  131042: rule('policy', 'payment'),
  131045: rule('permanent', 'sender_not_registered'),
  131047: rule('recipient', 'window_closed'),
  131049: rule('recipient', 'marketing_limit'),
  131050: rule('recipient', 'marketing_stopped'),
  131051: rule('permanent', 'message_type'),
  131052: rule('permanent', 'inbound_media'),
  131053: rule('permanent', 'media_upload'),
  131055: rule('permanent', 'method_not_allowed'),
  131062: rule('recipient', 'recipient_needs_phone'),
  131063: rule('policy', 'marketing_disabled'),
  132000: rule('template', 'template_parameter_count'),
  132001: rule('template', 'template_missing'),
  132005: rule('template', 'template_too_long'),
  132007: rule('template', 'template_policy'),
  132008: rule('template', 'template_policy'),
  132012: rule('template', 'template_parameter_format'),
  132015: rule('template', 'template_paused'),
  132016: rule('template', 'template_disabled'),
  132018: rule('template', 'template_parameter_format'),
  132068: rule('template', 'flow_blocked'),
  132069: rule('template', 'flow_blocked'),
  133000: rule('permanent', 'registration'),
  133005: rule('permanent', 'registration'),
  133006: rule('permanent', 'registration'),
  133008: rule('permanent', 'registration'),
  133009: rule('permanent', 'registration'),
  133010: rule('permanent', 'sender_not_registered'),
  134011: rule('policy', 'payment'),
  135000: rule('permanent', 'parameter_value'),
  1752041: rule('permanent', 'marketing_messages_api'),
  131020: rule('permanent', 'groups'),
  131041: rule('permanent', 'groups'),
};

/** Whole ranges that Meta documents as one thing. */
const byRange: { from: number; to: number; classified: Classified }[] = [
  { from: 200, to: 299, classified: rule('permission', 'permission') },
  { from: 80_000, to: 80_014, classified: throttle('business', 'business_rate') },
  { from: 131_201, to: 131_215, classified: rule('permanent', 'groups') },
  { from: 134_100, to: 134_102, classified: rule('permanent', 'marketing_messages_api') },
];

/** Subcodes of 100 that speak of templates; new ones appear without notice. */
const templateSubcodes = { from: 2_388_000, to: 2_388_999 };

/**
 * Puts a Graph error into a class, by its numbers alone: texts change and are
 * translated, and HTTP statuses are hints at best. A number that is not in the
 * table has a class of its own.
 */
export function classifyGraphError({ code, subcode }: Pick<GraphError, 'code' | 'subcode'>): Classified {
  const exact = subcode === null ? undefined : bySubcode[`${code}/${subcode}`];
  if (exact) return exact;
  if (
    code === 100 &&
    subcode !== null &&
    subcode >= templateSubcodes.from &&
    subcode <= templateSubcodes.to
  ) {
    return rule('template', 'template_refused');
  }
  const known = byCode[code] ?? byRange.find((range) => code >= range.from && code <= range.to)?.classified;
  return known ?? rule('unknown', 'unknown');
}
