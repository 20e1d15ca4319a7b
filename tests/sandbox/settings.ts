/** Everything the sandbox is told from outside; read once, from SANDBOX_* variables. */
export type Settings = {
  host: string;
  port: number;
  dataFolder: string;
  appId: string;
  appSecret: string;
  accessToken: string;
  verifyToken: string;
  /** Storywire's base address; absent: webhooks wait until one is set by the controls. */
  callbackUrl: string | undefined;
  /** Whether the demo brand posts by itself. */
  demo: boolean;
  /** Messages a second that the number may send; Meta gives 80 at first, and more to those that send much. */
  messagesPerSecond: number;
  /** The address by which others reach it, where something stands before it; absent: its own. */
  address: string | undefined;
};

/** Thrown when a variable is missing or unusable; the message is one clear sentence. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

const required = [
  'SANDBOX_DATA',
  'SANDBOX_APP_ID',
  'SANDBOX_APP_SECRET',
  'SANDBOX_ACCESS_TOKEN',
  'SANDBOX_VERIFY_TOKEN',
] as const;

/**
 * Reads the settings from an environment.
 * @throws SettingsError naming what is missing, never a value
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const missing = required.filter((name) => !source[name]);
  if (missing.length > 0)
    throw new SettingsError(`The sandbox cannot start: ${missing.join(', ')} must be set.`);
  const get = (name: (typeof required)[number]): string => source[name] ?? '';
  const port = Number(source['SANDBOX_PORT'] || '4010');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsError('The sandbox cannot start: SANDBOX_PORT must be a number from 0 to 65535.');
  }
  const messagesPerSecond = Number(source['SANDBOX_MESSAGES_PER_SECOND'] || '80');
  if (!Number.isInteger(messagesPerSecond) || messagesPerSecond < 1) {
    throw new SettingsError('The sandbox cannot start: SANDBOX_MESSAGES_PER_SECOND must be a whole number.');
  }
  const demo = source['SANDBOX_DEMO'] || 'off';
  if (demo !== 'on' && demo !== 'off')
    throw new SettingsError('The sandbox cannot start: SANDBOX_DEMO must be on or off.');
  return {
    host: source['SANDBOX_HOST'] || '127.0.0.1',
    port,
    dataFolder: get('SANDBOX_DATA'),
    appId: get('SANDBOX_APP_ID'),
    appSecret: get('SANDBOX_APP_SECRET'),
    accessToken: get('SANDBOX_ACCESS_TOKEN'),
    verifyToken: get('SANDBOX_VERIFY_TOKEN'),
    callbackUrl: source['SANDBOX_CALLBACK_URL']?.replace(/\/+$/, '') || undefined,
    demo: demo === 'on',
    messagesPerSecond,
    address: source['SANDBOX_URL']?.replace(/\/+$/, '') || undefined,
  };
}
