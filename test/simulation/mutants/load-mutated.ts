/** Loads the services with one mutant's edits made to their source on the way from disk, in this thread alone. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Edit, Mutant } from './mutant.ts';

type MutantEdits = Edit & Pick<Mutant, 'name' | 'also'>;

const ROOT = new URL('../../../', import.meta.url);

/** To be called before anything of the services is loaded. `assertUsed` throws if a file never was. */
export function loadMutated(mutant: MutantEdits): { assertUsed(): void } {
  const sources = mutatedSources(mutant);
  const loaded = new Set<string>();
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      if (source === undefined) return nextLoad(url, context);
      loaded.add(url);
      return { format: 'module-typescript', shortCircuit: true, source };
    },
  });
  return {
    assertUsed() {
      for (const url of sources.keys())
        if (!loaded.has(url)) throw new Error(`mutant “${mutant.name}”: no world loads ${url}; name the file that is.`);
    },
  };
}

/**
 * What is loaded in the place of each file, by its URL.
 * @throws Error unless a file holds what is to be replaced exactly once: mutants must not rot in silence.
 */
export function mutatedSources({ name, also = [], ...first }: MutantEdits): Map<string, string> {
  const sources = new Map<string, string>();
  for (const { file, replace, by } of [first, ...also]) {
    const path = fileURLToPath(new URL(file, ROOT));
    const url = pathToFileURL(path).href;
    const source = sources.get(url) ?? readFileSync(path, 'utf8');
    const times = source.split(replace).length - 1;
    if (times !== 1) throw new Error(`mutant “${name}”: ${file} holds ${times} times: ${replace} — write it anew.`);
    sources.set(
      url,
      source.replace(replace, () => by),
    );
  }
  return sources;
}
