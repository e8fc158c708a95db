/** Which modules are what, by where they are and what they are called. */

const AWS_FOLDERS = /(^|\/)(aws|dynamodb)\//;
const ADAPTER_FOLDERS = /(^|\/)(aws|dynamodb|memory|node)\//;
/** Programs and harnesses: they are the outside that the services have as ports. */
const OUTSIDE = /^(packages\/(local-stack|sandboxes|cli|toolchain|testing|workflows)|infra|test)\//;

/** Tests and proofs, their helpers (`test-….ts`), and contract tests that run against several implementations. */
export function isTest(path: string): boolean {
  return /(\.test|\.proof|-contract|(^|\/)test-[\w-]+)\.ts$/.test(path);
}

/** Where AWS's shapes may be seen. */
export function isAwsAdapter(path: string): boolean {
  return AWS_FOLDERS.test(path) || path.endsWith('/lambda.ts');
}

/** Where the world may be met. `biome.json` has the same list: clock, chance, network, environment and casts are allowed there. */
export function isAdapter(path: string): boolean {
  return isAwsAdapter(path) || ADAPTER_FOLDERS.test(path) || OUTSIDE.test(path) || isTest(path) || !path.includes('/');
}

/** Decisions and texts: the same answer for the same facts, always. */
export function isPure(path: string): boolean {
  if (isTest(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^decide[\w-]*\.ts$/.test(name) || /^(.+-)?messages?\.ts$/.test(name) || path.includes('/decide/');
}
