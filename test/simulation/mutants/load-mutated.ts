/** Loads the services with one mutant's edits made to their source on the way from disk, in this thread alone. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Edit, Mutant } from './mutant.ts';

const ROOT = new URL('../../../', import.meta.url);

/** To be called before anything of the services is loaded. `assertUsed` throws if a file never was. */
export function loadMutated({ name, edits }: Pick<Mutant, 'name' | 'edits'>): { assertUsed(): void } {
  const sources = new Map(edits.map(({ file }) => [urlOf(file), mutatedSource(name, file, edits)]));
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
      for (const { file } of edits)
        if (!loaded.has(urlOf(file)))
          throw new Error(`mutant “${name}”: no world loads ${file}; name the file that is.`);
    },
  };
}

const urlOf = (file: string) => pathToFileURL(fileURLToPath(new URL(file, ROOT))).href;

/** @throws Error unless the file holds what is to be replaced exactly once: mutants must not rot in silence. */
export function mutatedSource(name: string, file: string, edits: readonly Edit[]): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce(
      (source, { replace, by }) => {
        const times = source.split(replace).length - 1;
        if (times !== 1) throw new Error(`mutant “${name}”: ${file} holds ${times} times: ${replace} — write it anew.`);
        return source.replace(replace, () => by);
      },
      readFileSync(new URL(file, ROOT), 'utf8'),
    );
}
