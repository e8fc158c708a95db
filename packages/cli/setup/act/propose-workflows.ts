/** Proposes our workflow files as a pull request: a branch named by their content, one commit. */
import type { Act } from '../decide/step.ts';
import { bearer, installationAuthorization } from '../look/look-at-github.ts';
import { ask, fieldsOf, textOf } from '../look/read.ts';
import type { Doing } from './doing.ts';

const TITLE = 'Add the workflows of Valine orchestrator';

/** @throws Refused */
export async function proposeWorkflows(
  { ports, wanted, values }: Doing,
  { paths, branch, hasBranch }: Extract<Act, { do: 'propose-workflows' }>,
): Promise<void> {
  const authorization = bearer(wanted.ownToken) ?? (await ownAuthorization());
  const repository = `/repos/${values['GITHUB_REPOSITORY']}`;
  const get = (path: string) =>
    ask(ports.github, { method: 'GET', path: `${repository}${path}`, authorization }).then(fieldsOf);
  const post = (path: string, body: object) =>
    ask(ports.github, { method: 'POST', path: `${repository}${path}`, body, authorization }).then(fieldsOf);
  const base = textOf((await get(''))['default_branch']);
  if (!hasBranch) await pushFiles();
  await post('/pulls', { title: TITLE, head: branch, base, body: descriptionMessage(paths) });

  async function pushFiles(): Promise<void> {
    const parent = textOf(fieldsOf((await get(`/git/ref/heads/${base}`))['object'])['sha']);
    const { tree: before } = await get(`/git/commits/${parent}`);
    const files = ports.workflowFiles();
    const tree = paths.map((path) => ({ path, mode: '100644', type: 'blob', content: files[path] ?? '' }));
    const made = await post('/git/trees', { base_tree: textOf(fieldsOf(before)['sha']), tree });
    const commit = await post('/git/commits', { message: TITLE, tree: textOf(made['sha']), parents: [parent] });
    await post('/git/refs', { ref: `refs/heads/${branch}`, sha: textOf(commit['sha']) });
  }

  async function ownAuthorization(): Promise<string> {
    const id = values['GITHUB_INSTALLATION_ID'];
    if (values['GITHUB_APP_ID'] !== undefined && id !== undefined) return installationAuthorization(ports, values, id);
    return bearer(values['GITHUB_TOKEN']) ?? '';
  }
}

function descriptionMessage(paths: readonly string[]): string {
  const files = paths.map((path) => `- \`${path}\``);
  return [
    'What `/deploy-client` and `/diagnose` start. Look at every line, and adapt the build of `client-deploy.yml` to your client.',
    '',
    ...files,
    '',
    'Variables, secrets and AWS roles that they need: `packages/workflows/README.md` of Valine orchestrator.',
  ].join('\n');
}
