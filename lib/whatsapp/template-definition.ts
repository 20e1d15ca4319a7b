/** A template of ours, before it is submitted to Meta for approval. */
export type TemplateDefinition = {
  /** Lower-case letters, digits and `_`; carries the version of the text. */
  name: string;
  /** Meta's language code, such as `pt_BR`. */
  language: string;
  /** Blanks stand as `{{name}}`, never first or last. */
  body: string;
  /** One for every blank of the body: reviewers at Meta read them. */
  examples: { name: string; text: string }[];
  /** From `uploadHeaderExample`. Absent: no picture. */
  headerHandle?: string | undefined;
  footer?: string | undefined;
  /** Labels of at most 25 characters. More than three would hide behind "See all options". */
  quickReplies: string[];
  /** For how long Meta tries to deliver a message, in seconds: 30 to 43,200. It then drops it without a word. */
  ttlSeconds: number;
};

/**
 * The request that submits a template. Always as utility: marketing is capped
 * per person and not delivered everywhere.
 * Source: business-messaging/whatsapp/templates/template-management and
 * time-to-live.
 */
export function templateSubmission(definition: TemplateDefinition) {
  const { name, language, body, examples, headerHandle, footer, quickReplies, ttlSeconds } = definition;
  const named = examples.map((example) => ({ param_name: example.name, example: example.text }));
  return {
    name,
    language,
    category: 'utility',
    parameter_format: 'named',
    message_send_ttl_seconds: ttlSeconds,
    components: [
      ...(headerHandle === undefined
        ? []
        : [{ type: 'header', format: 'image', example: { header_handle: [headerHandle] } }]),
      { type: 'body', text: body, ...(named.length > 0 && { example: { body_text_named_params: named } }) },
      ...(footer === undefined ? [] : [{ type: 'footer', text: footer }]),
      ...(quickReplies.length === 0
        ? []
        : [{ type: 'buttons', buttons: quickReplies.map((text) => ({ type: 'quick_reply', text })) }]),
    ],
  };
}
