// npm leaves optional platform packages out of the lock when the registry it asked lacks them, and `npm ci` of another
// npm then fails. Completes package-lock.json from its own entries; with --check only says whether it is complete.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const missing = [];

/** `@esbuild/linux-arm64` → os linux, cpu arm64, as far as the name tells. */
function platform(name) {
  const words = name.split(/[-/]/);
  const os = [
    'linux',
    'darwin',
    'win32',
    'freebsd',
    'openbsd',
    'netbsd',
    'android',
    'aix',
    'sunos',
    'openharmony',
  ];
  const cpu = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
  return {
    ...(words.some((word) => os.includes(word)) ? { os: words.filter((word) => os.includes(word)) } : {}),
    ...(words.some((word) => cpu.includes(word)) ? { cpu: words.filter((word) => cpu.includes(word)) } : {}),
  };
}

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (!exact.test(version) || lock.packages[nested] || lock.packages[hoisted]) continue;
    missing.push(`${name}@${version}`);
    lock.packages[hoisted] = {
      version,
      optional: true,
      ...platform(name),
      ...(entry.dev ? { dev: true } : {}),
    };
  }
}

if (missing.length === 0) process.exit(0);
if (process.argv.includes('--check')) {
  console.error(
    `package-lock.json lacks ${missing.length} optional packages: run node tools/complete-lock.mjs`,
  );
  process.exit(1);
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`completed package-lock.json with ${missing.length} optional packages`);
