import type { JsonObject } from '../json.ts';
import type { ContentButton } from '../phones/messages.ts';
import { cloudError } from './graph-error.ts';
import { parameterProblem, wrongCount } from './parameter-refusals.ts';
import { variablesIn } from './templates.ts';
import type { TemplateButton } from './templates.ts';

/** A component of a template message as it was sent. */
export type SentComponent = {
  type: string;
  subType: string | undefined;
  index: number | undefined;
  parameters: JsonObject[];
};

const longestPayload = 256;

/**
 * Puts the sent parameters into a template's buttons.
 * @throws GraphError 131008, 132000 or 132018
 */
export function fillButtons(buttons: TemplateButton[], sent: SentComponent[]): ContentButton[] {
  for (const part of sent) {
    const button = part.index === undefined ? undefined : buttons[part.index];
    if (!button) throw parameterProblem(`buttons: there is no button at index ${part.index ?? 'undefined'}`);
    if (part.subType !== subTypeOf(button))
      throw parameterProblem(
        `buttons: Button at index ${part.index} is of type ${button.type}, not ${part.subType ?? 'unknown'}`,
      );
    if (sent.filter((other) => other.index === part.index).length > 1)
      throw parameterProblem(`buttons: Button at index ${part.index} is given twice`);
  }
  return buttons.map((button, index) =>
    fillButton(
      button,
      index,
      sent.find((part) => part.index === index),
    ),
  );
}

function fillButton(button: TemplateButton, index: number, sent: SentComponent | undefined): ContentButton {
  const parameter = sent?.parameters[0];
  if ((sent?.parameters.length ?? 0) > 1) throw wrongCount('buttons', sent?.parameters.length ?? 0, 1);
  if (button.type === 'QUICK_REPLY')
    return { type: 'quick_reply', text: button.text, ...payloadOf(index, sent, parameter) };
  if (button.type === 'PHONE_NUMBER') return { type: 'phone_number', text: button.text };
  if (button.type === 'URL' && variablesIn(button.url ?? '').length === 0) {
    if (sent) throw wrongCount('buttons', sent.parameters.length, 0);
    return { type: 'url', text: button.text, url: button.url ?? '' };
  }
  const text = button.type === 'COPY_CODE' ? parameter?.['coupon_code'] : parameter?.['text'];
  if (typeof text !== 'string' || text === '') {
    throw cloudError(
      131_008,
      'Required parameter is missing',
      `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
    );
  }
  if (button.type === 'URL')
    return { type: 'url', text: button.text, url: (button.url ?? '').replace(/\{\{[^{}]*\}\}/, text) };
  return { type: 'copy_code', text: button.text, payload: text };
}

function payloadOf(
  index: number,
  sent: SentComponent | undefined,
  parameter: JsonObject | undefined,
): { payload?: string } {
  if (!sent) return {};
  const payload = parameter?.['payload'];
  if (parameter?.['type'] !== 'payload' || typeof payload !== 'string' || payload === '') {
    throw cloudError(
      131_008,
      'Required parameter is missing',
      `buttons: Button at index ${index} of type quick_reply requires a payload`,
    );
  }
  if (payload.length > longestPayload)
    throw parameterProblem(`buttons: payload at index ${index} is longer than ${longestPayload} characters`);
  return { payload };
}

/** Sub type under which a button's parameter is sent; a one-time code's button is sent as url (Cloud API). */
function subTypeOf(button: TemplateButton): string {
  return button.type === 'OTP' ? 'url' : button.type.toLowerCase();
}
