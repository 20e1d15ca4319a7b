/** What lib/env.ts wants to be told; read before anything of Storywire is loaded. Nothing here is anybody's. */
Object.assign(process.env, {
  STORYWIRE_MODE: 'sandbox',
  STORYWIRE_URL: 'http://127.0.0.1:3000',
  STORYWIRE_SECRET: 'a-secret-for-benches-only-0123456789abcdef',
  DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none',
  META_APP_ID: '990000000000001',
  META_APP_SECRET: 'sandbox-app-secret-for-tests',
  META_ACCESS_TOKEN: 'EAAsandboxtokenfortests0123456789',
  META_WEBHOOK_VERIFY_TOKEN: 'sandbox-verify-token-for-tests',
  META_GRAPH_URL: 'http://127.0.0.1:1',
  META_GRAPH_VERSION: 'v26.0',
  WHATSAPP_PHONE_NUMBER_ID: '1',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '1',
  LOG_LEVEL: 'silent',
});
