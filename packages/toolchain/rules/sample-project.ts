/** A small project in memory, for the tests of the rules. */
import { parseSource } from '../source/parse-source.ts';
import type { Package, Project } from '../source/project.ts';

const FOLDERS: Readonly<Record<string, string>> = {
  '': 'valine-orchestrator',
  infra: '@valine/infra',
  test: '@valine/tests',
  'services/ingress': '@valine/ingress',
  'services/dispatcher': '@valine/dispatcher',
  'packages/contracts': '@valine/contracts',
  'packages/commands': '@valine/commands',
  'packages/records': '@valine/records',
  'packages/github': '@valine/github',
  'packages/github-model': '@valine/github-model',
  'packages/discord': '@valine/discord',
  'packages/safe-http': '@valine/safe-http',
  'packages/cli': '@valine/cli',
  'packages/local-stack': '@valine/local-stack',
};

/** Modules by path. Every package exports `index.ts` and `node/`, and depends on every other, on zod and on the AWS SDK. */
export function sampleProject(modules: Readonly<Record<string, string>>): Project {
  const files = Object.entries(modules).map(([path, text]) => parseSource(path, text));
  return { files, packages: Object.entries(FOLDERS).map(([folder, name]) => samplePackage(folder, name)) };
}

function samplePackage(folder: string, name: string): Package {
  const others = Object.fromEntries(Object.values(FOLDERS).map((other) => [other, 'workspace:*']));
  const outside = { zod: '4.0.0', '@aws-sdk/client-sqs': '3.0.0', '@octokit/rest': '22.0.0' };
  const exports = { '.': './index.ts', './node': './node/index.ts' };
  return { name, folder, exports, dependencies: { ...others, ...outside } };
}
