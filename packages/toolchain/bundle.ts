/** Bundles the four services: one minified ESM file each, as Lambda and the local stack run it. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SERVICES, type ServiceName } from '@valine/settings';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Some dependencies are CommonJS and call `require` for Node's own modules, which ESM does not have. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export type Bundle = { service: ServiceName; file: string; bytes: number };

/** Writes `services/<name>/dist/index.mjs` with its source map. @throws Error naming a service that has no `lambda.ts` */
export async function bundleServices(): Promise<Bundle[]> {
  for (const service of SERVICES) {
    if (!existsSync(`${ROOT}/services/${service}/lambda.ts`)) throw new Error(noEntryPointMessage(service));
  }
  return Promise.all(SERVICES.map(bundleService));
}

async function bundleService(service: ServiceName): Promise<Bundle> {
  const file = `services/${service}/dist/index.mjs`;
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`services/${service}/lambda.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    minify: true,
    sourcemap: true,
    // A stack trace needs the places, not the text, and every cold start reads this file.
    sourcesContent: false,
    legalComments: 'none',
    tsconfigRaw: {},
    write: false,
    logLevel: 'warning',
  });
  await mkdir(`${ROOT}/services/${service}/dist`, { recursive: true });
  await Promise.all(outputFiles.map(({ path, contents }) => replaceFile(path, contents)));
  const code = outputFiles.find(({ path }) => path.endsWith('.mjs'));
  return { service, file, bytes: code?.contents.length ?? 0 };
}

/** In one step, and only if something changed: a running stack or another build may be reading it. */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(contents)) return;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

function noEntryPointMessage(service: ServiceName): string {
  return `services/${service}/lambda.ts does not exist: write it (it exports \`handler\`), then build again.`;
}

function sizeMessage({ file, bytes }: Bundle): string {
  return `${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${file}`;
}

if (import.meta.main) {
  for (const bundle of await bundleServices()) console.log(sizeMessage(bundle));
}
