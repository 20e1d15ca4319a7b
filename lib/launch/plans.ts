import { join, resolve } from 'node:path';
import type { ChildPlan } from './child.ts';
import type { Secrets } from './secrets.ts';
import type { LaunchSettings } from './settings.ts';

const whatsappIds = { phoneNumberId: '106540352242922', wabaId: '102290129340398' };

/** The processes to start and what each is told. Pure: nothing is started here. */
export function childPlans(
  settings: LaunchSettings,
  secrets: Secrets,
  databaseUrl: string,
  inherited: Record<string, string>,
): { sandbox: ChildPlan | undefined; web: ChildPlan; worker: ChildPlan; env: Record<string, string> } {
  const logFolder = join(settings.dataFolder, 'logs');
  const sandboxUrl = `http://127.0.0.1:${settings.sandboxPort}`;
  const env: Record<string, string> = {
    ...inherited,
    NODE_ENV: settings.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    STORYWIRE_MODE: settings.mode,
    STORYWIRE_URL: settings.publicUrl,
    STORYWIRE_SECRET: inherited['STORYWIRE_SECRET'] || secrets.storywire,
    STORYWIRE_DATA: resolve(settings.dataFolder),
    HOST: settings.host,
    PORT: String(settings.port),
    WORKER_PORT: String(settings.workerPort),
    ...(settings.mode === 'sandbox' ? sandboxCredentials(secrets, inherited, sandboxUrl) : {}),
  };
  const next = settings.dev ? 'dev' : 'start';
  return {
    env,
    sandbox: settings.mode === 'sandbox' ? sandboxPlan(settings, secrets, logFolder, inherited) : undefined,
    web: {
      name: 'web',
      args: ['node_modules/next/dist/bin/next', next, '-H', settings.host, '-p', String(settings.port)],
      env,
      logFolder,
      // It keeps nothing; browsers with a page open would hold it up for as long as it lets them.
      graceMs: 3_000,
    },
    worker: {
      name: 'worker',
      args: [
        '--conditions=react-server',
        ...(settings.dev ? ['--watch', '--watch-preserve-output'] : []),
        'lib/worker/main.ts',
      ],
      env,
      logFolder,
      graceMs: 20_000,
    },
  };
}

function sandboxCredentials(
  secrets: Secrets,
  inherited: Record<string, string>,
  sandboxUrl: string,
): Record<string, string> {
  return {
    META_APP_ID: secrets.sandbox.appId,
    META_APP_SECRET: secrets.sandbox.appSecret,
    META_ACCESS_TOKEN: secrets.sandbox.accessToken,
    META_WEBHOOK_VERIFY_TOKEN: secrets.sandbox.verifyToken,
    // A test may stand in between.
    META_GRAPH_URL: inherited['META_GRAPH_URL'] || sandboxUrl,
    // The sandbox has no rate budget to spare, and nobody wants to wait a minute for the first story.
    STORYWIRE_POLL_SECONDS: '5',
    WHATSAPP_PHONE_NUMBER_ID: whatsappIds.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: whatsappIds.wabaId,
  };
}

function sandboxPlan(
  settings: LaunchSettings,
  secrets: Secrets,
  logFolder: string,
  inherited: Record<string, string>,
): ChildPlan {
  return {
    name: 'sandbox',
    args: ['--disable-warning=ExperimentalWarning', 'tests/sandbox/main.ts'],
    env: {
      ...(inherited['PATH'] ? { PATH: inherited['PATH'] } : {}),
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_PORT: String(settings.sandboxPort),
      SANDBOX_DATA: resolve(settings.dataFolder, 'sandbox'),
      SANDBOX_APP_ID: secrets.sandbox.appId,
      SANDBOX_APP_SECRET: secrets.sandbox.appSecret,
      SANDBOX_ACCESS_TOKEN: secrets.sandbox.accessToken,
      SANDBOX_VERIFY_TOKEN: secrets.sandbox.verifyToken,
      // Always this machine: with a public STORYWIRE_URL the sandbox still calls the web process beside it.
      SANDBOX_CALLBACK_URL: `http://${settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host}:${settings.port}`,
      SANDBOX_DEMO: settings.demo ? 'on' : 'off',
      ...(inherited['META_GRAPH_URL'] ? { SANDBOX_URL: inherited['META_GRAPH_URL'] } : {}),
    },
    logFolder,
    graceMs: 5_000,
  };
}
