/**
 * The program as it is, and with the edits of one mutant after the other, all in one thread. Only what leads to an edited
 * file is loaded anew, which is a tenth of what a thread of its own would take: the rest is loaded, and warm.
 */
import { readFileSync } from 'node:fs';
import { type LoadHookSync, type ResolveHookSync, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { liveThrough } from './live-through.ts';
import { mutatedSources } from './load-mutated.ts';
import type { Mutant } from './mutant.ts';

export type Program = { liveThrough: typeof liveThrough };

export type Programs = { asItIs: Program; mutated(mutant: Mutant): Promise<Program> };

/** `importers`: who leads to a file, by URL. `number`: of the mutant under way; 0 before the first. */
type Loading = {
  importers: Map<string, Set<string>>;
  number: number;
  sources: ReadonlyMap<string, string>;
  anew: ReadonlySet<string>;
  loaded: Set<string>;
};

/** To be called once in a thread, before anything of the program is loaded. */
export async function openPrograms(): Promise<Programs> {
  const loading: Loading = { importers: new Map(), number: 0, sources: new Map(), anew: new Set(), loaded: new Set() };
  registerHooks({ resolve: resolveIn(loading), load: loadIn(loading) });
  const asItIs = await import('./live-through.ts');
  return {
    asItIs,
    async mutated(mutant) {
      const sources = mutatedSources(mutant);
      Object.assign(loading, {
        number: loading.number + 1,
        sources,
        anew: leadingTo(sources.keys(), loading.importers),
        loaded: new Set(),
      });
      const program: Program = await import(`./live-through.ts${suffixOf(loading)}`);
      for (const url of sources.keys())
        if (!loading.loaded.has(url))
          throw new Error(`mutant “${mutant.name}”: no world loads ${url}; name the file that is.`);
      return program;
    },
  };
}

function resolveIn(loading: Loading): ResolveHookSync {
  return (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context);
    const { parentURL: importer = '' } = context;
    if (!isOurs(resolved.url)) return resolved;
    noteImport(loading, withoutNumber(importer), resolved.url);
    const isAnew = importer.endsWith(suffixOf(loading)) && loading.anew.has(resolved.url);
    return isAnew ? { ...resolved, url: `${resolved.url}${suffixOf(loading)}` } : resolved;
  };
}

function loadIn(loading: Loading): LoadHookSync {
  return (numbered, context, nextLoad) => {
    const url = withoutNumber(numbered);
    if (!isOurs(url)) return nextLoad(numbered, context);
    loading.loaded.add(url);
    const source = loading.sources.get(url);
    // What is loaded at first use belongs to whoever may load it, before that has happened.
    for (const late of lateImportsOf(url)) noteImport(loading, url, late);
    return source === undefined
      ? nextLoad(numbered, context)
      : { format: 'module-typescript', shortCircuit: true, source };
  };
}

function noteImport({ importers }: Loading, parent: string, url: string): void {
  const known = importers.get(url);
  if (known === undefined) importers.set(url, new Set([parent]));
  else known.add(parent);
}

/** Files of its own folder, by URL. What another package has is loaded before (see `services.ts`). */
function lateImportsOf(url: string): string[] {
  const source = readFileSync(fileURLToPath(url), 'utf8');
  return [...source.matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, file = '']) => new URL(file, url).href);
}

function leadingTo(files: Iterable<string>, importers: Loading['importers']): Set<string> {
  const found = new Set(files);
  // A set goes on to what is added while it is gone through.
  for (const url of found) for (const importer of importers.get(url) ?? []) found.add(importer);
  return found;
}

function isOurs(url: string): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/');
}

/** Whoever has it imports what has it. */
function suffixOf({ number }: Loading): string {
  return `?mutant=${number}`;
}

function withoutNumber(url: string): string {
  return url.replace(/\?mutant=\d+$/, '');
}
