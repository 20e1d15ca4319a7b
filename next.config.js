import createNextIntlPlugin from 'next-intl/plugin';

/** Headers that are the same on every answer; those that differ by request are set in proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value:
      'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Next's optimiser would fetch and decode pictures by itself; ours are made once, by sharp, in lib/media.
  images: { unoptimized: true },
  serverExternalPackages: ['pg-boss', 'pino', 'postgres', 'rate-limiter-flexible', 'sharp', 'undici'],
  // Leaves tests and development configs out, which a production install cannot check.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  headers: async () => [
    { source: '/:path*', headers },
    // Asked for anew each time, so that a mended worker takes over at once.
    { source: '/sw.js', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
  ],
};

/** Messages are compiled at build time, which keeps the parser of their syntax (10 KB) out of the browser. */
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true },
  },
});

export default withMessages(config);
