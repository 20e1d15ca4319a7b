import type { BrowserContext, Response } from '@playwright/test';
import { demoRegions, digitsOf } from './sandbox.ts';
import { listSecrets, running } from './running.ts';

/** What a browser is listened to for, whatever a journey does. */
export type Watch = {
  /** Listens to one more browser. */
  add: (context: BrowserContext) => Promise<void>;
  /** Lets through what a journey brings about on purpose, such as the answer to a link that is over. */
  allow: (complaint: RegExp) => void;
  /** A full number that the person in front of the screen has typed, and may be shown back. */
  allowNumber: (number: string) => void;
  /** Everything the browser complained of, whether it was let through or not. */
  complaints: () => readonly string[];
  /** Everything that ought not to have been, in words. */
  faults: () => Promise<string[]>;
  /** How many answers were searched. */
  searched: () => number;
};

const readable = /html|json|x-component|javascript|css|text\/plain/;

/**
 * Listens for complaints of the browser (console errors, uncaught errors,
 * breaches of the content policy), for requests to anybody else, and for full
 * numbers and secrets in whatever Storywire answers.
 */
export async function watch(): Promise<Watch> {
  const { url } = running();
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  const answers = new Map<string, string>();
  const reading = new Set<Promise<void>>();
  const contexts: BrowserContext[] = [];
  const numbers = (await demoRegions()).flatMap((each) => each.numbers.map(({ number }) => digitsOf(number)));

  const keep = async (response: Response) => {
    const type = response.headers()['content-type'] ?? '';
    // A stream has no end to wait for, and carries ids only (lib/live/sse.ts).
    if (!readable.test(type) || type.includes('event-stream') || response.status() === 304) return;
    // What the page has left behind before it was read is gone; the next visit brings it again.
    const text = await response.text().catch(() => undefined);
    if (text !== undefined)
      answers.set(`${response.request().method()} ${response.url()} ${answers.size}`, text);
  };

  const add = async (context: BrowserContext) => {
    contexts.push(context);
    context.on('console', (message) => {
      if (message.type() === 'error')
        complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
    context.on('request', (request) => {
      const address = request.url();
      if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address))
        complaints.push(`third party: ${address}`);
    });
    context.on('response', (response) => {
      const work = keep(response).finally(() => reading.delete(work));
      reading.add(work);
    });
    await context.exposeBinding('tellViolation', (_, words: string) => {
      complaints.push(`content policy: ${words}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const tell = (window as unknown as { tellViolation: (words: string) => void }).tellViolation;
        tell(`${event.violatedDirective} ${event.blockedURI} on ${location.pathname}`);
      });
    });
  };

  const cookies = async () =>
    (await Promise.all(contexts.map((context) => context.cookies().catch(() => [])))).flat();

  return {
    add,
    allow: (complaint) => allowed.push(complaint),
    allowNumber: (number) =>
      numbers.splice(0, numbers.length, ...numbers.filter((each) => each !== digitsOf(number))),
    complaints: () => complaints,
    searched: () => answers.size,
    faults: async () => {
      await Promise.all(reading);
      const sessions = (await cookies()).filter(({ httpOnly, value }) => httpOnly && value.length > 60);
      const secrets = [...listSecrets(running()), ...sessions.map(({ value }) => value)];
      const leaks = [...answers].flatMap(([answer, text]) =>
        leaksIn(text, { numbers, secrets }).map((leak) => `${leak} in ${answer}`),
      );
      return [...complaints.filter((words) => !allowed.some((each) => each.test(words))), ...leaks];
    },
  };
}

/** Full numbers and secrets in a text, however the numbers are spaced. The number itself is not told again. */
export function leaksIn(
  text: string,
  canaries: { numbers: readonly string[]; secrets: readonly string[] },
): string[] {
  const joined = text.replaceAll(/(?<=\d)[ \u00a0().-]+(?=\d)/g, '');
  return [
    ...canaries.numbers
      .filter((digits) => joined.includes(digits))
      .map((digits) => `the full number that ends in ${digits.slice(-4)}`),
    ...canaries.secrets.filter((secret) => text.includes(secret)).map(() => 'a secret'),
  ];
}
