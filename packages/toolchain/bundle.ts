/** Bundles the four services as Lambda and the local stack run them: minified ESM, what is imported lazily in chunks. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVICES, type ServiceName } from '@valine/settings';
import { build, type Metafile } from 'esbuild';
import { isBuiltAlready, rememberBuild } from './built-before.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { ourEndpoints } from './our-endpoints.ts';
import { type BuiltFile, replaceFolder } from './replace-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Of the last build: it goes with what is installed. */
const REMEMBERED = join(ROOT, 'node_modules/.valine-bundles.json');

/** What says how bundles are made, and from which versions. */
const HOW = [
  'pnpm-lock.yaml',
  ...['bundle.ts', 'our-endpoints.ts', 'lambda-credentials.ts'].map((file) => `packages/toolchain/${file}`),
];

/** Some dependencies are CommonJS and call `require` for Node's own modules, which ESM does not have. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** `eager`: bytes that every cold start loads. `bytes`: all code. */
export type Bundle = { service: ServiceName; file: string; eager: number; bytes: number };

/** Writes `services/<name>/dist/index.mjs` with its source map. @throws Error naming a service that has no `lambda.ts` */
export async function bundleServices(): Promise<Bundle[]> {
  for (const service of SERVICES) {
    if (!existsSync(`${ROOT}/services/${service}/lambda.ts`)) throw new Error(noEntryPointMessage(service));
  }
  const startedAt = Date.now();
  const built = await Promise.all(SERVICES.map(bundleService));
  rememberBuild(REMEMBERED, {
    sources: sourcesOf(built.flatMap(({ inputs }) => inputs)).map((path) => join(ROOT, path)),
    folders: SERVICES.map((service) => join(ROOT, folderOf(service))),
    files: built.flatMap(({ files }) => files),
    startedAt,
  });
  return built.map(({ bundle }) => bundle);
}

/** For who starts the system again and again: the same bundles, at once where nothing has changed since they were built. */
export async function bundleIfChanged(): Promise<void> {
  if (!isBuiltAlready(REMEMBERED)) await bundleServices();
}

/** The manifest of each package says what an import of it leads to. */
function sourcesOf(inputs: readonly string[]): string[] {
  const ours = inputs.filter((path) => /^(packages|services)\//.test(path));
  const manifests = ours.map((path) => `${path.split('/').slice(0, 2).join('/')}/package.json`);
  return [...new Set([...HOW, ...inputs, ...manifests])];
}

function folderOf(service: ServiceName): string {
  return `services/${service}/dist`;
}

type Built = { bundle: Bundle; inputs: string[]; files: readonly BuiltFile[] };

async function bundleService(service: ServiceName): Promise<Built> {
  const folder = folderOf(service);
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { index: `services/${service}/lambda.ts` },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
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
    plugins: [ourEndpoints, lambdaCredentials],
    tsconfigRaw: {},
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  await replaceFolder(join(ROOT, folder), outputFiles);
  const file = `${folder}/index.mjs`;
  const bundle = { service, file, eager: eagerBytes(metafile, file), bytes: codeBytes(metafile) };
  return { bundle, inputs: Object.keys(metafile.inputs), files: outputFiles };
}

/** What the entry imports at once, directly or through chunks. */
function eagerBytes({ outputs }: Metafile, entry: string, seen = new Set<string>()): number {
  const output = outputs[entry];
  if (output === undefined || seen.has(entry)) return 0;
  seen.add(entry);
  const imported = output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return imported.reduce((sum, { path }) => sum + eagerBytes({ inputs: {}, outputs }, path, seen), output.bytes);
}

function codeBytes({ outputs }: Metafile): number {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.mjs'));
  return code.reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

function noEntryPointMessage(service: ServiceName): string {
  return `services/${service}/lambda.ts does not exist: write it (it exports \`handler\`), then build again.`;
}

function sizeMessage({ file, eager, bytes }: Bundle): string {
  return `${kilobytes(eager)} at cold start, ${kilobytes(bytes)} in all  ${file}`;
}

function kilobytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024)).padStart(4)} KB`;
}

if (import.meta.main) {
  for (const bundle of await bundleServices()) console.log(sizeMessage(bundle));
}
