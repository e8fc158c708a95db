/** The client's source on `main`, as people begin it and go on with it. */

import type { DispatcherSettings } from '@valine/dispatcher';
import { createTree, findFile, type GitHubModel, push } from '@valine/github-model';
import type { SiteEdit } from '../step.ts';

const HEADER = 'src/Header.jsx';

export const SITE_SECTIONS: DispatcherSettings['uxSections'] = {
  header: { file: HEADER, component: 'Header', element: 'h1' },
};

const SOURCE = 'export const Header = () => <h1 data-of="site">Welcome</h1>;\n';
const WITHOUT = 'export const Header = () => null;\n';

/** `at`: epoch milliseconds, as of all that follows. */
export function addSite(model: GitHubModel, at: number): void {
  write(model, HEADER, SOURCE, at);
}

export function editSite(model: GitHubModel, how: SiteEdit, at: number): void {
  const before = findFile(model, HEADER, 'main')?.bytes.toString('utf8') ?? SOURCE;
  const [path, content] = edited(how, before, at);
  write(model, path, content, at);
}

function edited(how: SiteEdit, before: string, at: number): [path: string, content: string] {
  switch (how) {
    case 'section':
      return [HEADER, before.replace(/>[^<]*<\/h1>/, `>Hello ${at}</h1>`)];
    case 'beside':
      return [HEADER, `${before}// ${at}\n`];
    case 'gone':
      return [HEADER, before === WITHOUT ? SOURCE : WITHOUT];
    case 'other file':
      return ['README.md', `# ${at}\n`];
  }
}

function write(model: GitHubModel, path: string, content: string, at: number): void {
  const newest = model.commits[model.branches['main'] ?? ''];
  const tree = createTree(model, { [path]: content }, newest?.tree);
  push(model, { message: `Edit ${path}`, author: 'grace', at, tree });
}
