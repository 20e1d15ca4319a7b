type Entry = {
  version: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

export type Lock = { packages: Record<string, Entry> };

const systems: Record<string, string> = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};

/** The packages for other platforms that dependencies name and the lock file lacks. */
export function missingPlatforms(lock: Lock): { path: string; entry: Entry }[] {
  const missing = new Map<string, Entry>();
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const exact = /^\d+\.\d+\.\d+[\w.-]*$/.test(version);
      const inside = `${parent}/node_modules/${name}`;
      const path = `node_modules/${name}`;
      if (!exact || lock.packages[inside] || lock.packages[path]) continue;
      missing.set(path, { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true });
    }
  }
  return [...missing].map(([path, entry]) => ({ path, entry }));
}

/** Reads system, processor and C library off a name such as `@swc/core-linux-arm64-musl`. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const parts = name.split(/[/-]/);
  if (parts.includes('wasm32')) return { cpu: ['wasm32'] };
  const system = parts.map((part) => systems[part]).find((found) => found !== undefined);
  const cpu = parts.find((part) => /^(x64|ia32|arm|arm64|ppc64|s390x|riscv64|loong64|mips64el)$/.test(part));
  if (!system || !cpu) throw new Error(`${name}: no platform can be read off this name.`);
  const libc = parts.some((part) => part.startsWith('musl'))
    ? ['musl']
    : parts.includes('gnu')
      ? ['glibc']
      : undefined;
  return { cpu: [cpu], os: [system], ...(libc ? { libc } : {}) };
}
