/** A change of the site: who asked confirms it, its pull request is exactly what was previewed, and else nothing is made. */
import { type GitHubModel, pullRequestsOf, type Tree } from '@valine/github-model';
import { replyKey, type SiteChange } from '@valine/records';
import type { World } from '../../world.ts';
import { messagesOf } from '../one-message.ts';

export function siteChangesOf({ store }: Pick<World, 'store'>): SiteChange[] {
  return store.all().filter((record) => record.kind === 'site-change');
}

export function checkSiteChanges(world: World): void {
  for (const change of siteChangesOf(world)) {
    world.engine.coverage.sometimes(`a change of the site is ${change.state}`);
    if (change.preview > 1) world.engine.coverage.sometimes('a change of the site was previewed anew');
    checkMade(world, change);
    checkConfirmed(world, change);
    checkAsksNobody(world, change);
  }
}

/** Asked when the time of every change is over. */
export function checkSiteChangesExpire(world: World): void {
  for (const { id, state, decideBy } of siteChangesOf(world))
    if (state === 'proposed' && decideBy <= world.engine.timeline.now())
      world.engine.report('an undecided change expires', `${id} is still proposed`);
}

function checkMade({ engine, github }: World, change: SiteChange): void {
  const { model } = github.repository;
  const pulls = pullRequestsOf(model, change.branch);
  const report = (what: string) => engine.report('a change of the site is what was previewed', `${change.id}: ${what}`);
  if (pulls.length > 1) report(`${pulls.length} pull requests`);
  const isMade = change.state === 'opening' || change.state === 'opened';
  if (!isMade && (pulls.length > 0 || Object.hasOwn(model.branches, change.branch)))
    report(`something was made, though it is ${change.state}`);
  const [pull] = pulls;
  if (change.state !== 'opened' || pull === undefined) return;
  if (!pull.pullRequest.draft) report('its pull request is no draft');
  const differing = differences(treeOf(model, pull.pullRequest.headSha), treeOf(model, change.base.sha));
  if (differing.join() !== change.file) report(`it changes ${differing.join() || 'nothing'}`);
  const text = textIn(model, pull.pullRequest.headSha, change.file);
  for (const { value } of change.wanted) if (!text.includes(value)) report(`it does not say ${value}`);
  if (besideText(text) !== besideText(textIn(model, change.base.sha, change.file)))
    report('it changes more of the file');
}

/** What is not in the section. */
function besideText(text: string): string {
  return text.replace(/>[^<]*<\/h1>/, '');
}

function differences(one: Tree, other: Tree): string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].filter((path) => one[path] !== other[path]);
}

function treeOf({ commits, trees = {} }: GitHubModel, commit: string): Tree {
  return trees[commits[commit]?.tree ?? ''] ?? {};
}

function textIn(model: GitHubModel, commit: string, path: string): string {
  return Buffer.from(model.blobs?.[treeOf(model, commit)[path] ?? ''] ?? '', 'base64').toString('utf8');
}

function checkConfirmed({ engine, confirmed }: World, { id, state, requestedBy }: SiteChange): void {
  if (state !== 'opening' && state !== 'opened') return;
  if (!confirmed.some((each) => each.changeId === id && each.personId === requestedBy.id))
    engine.report(
      'who asked confirms a change of the site',
      `${id} is ${state}, and ${requestedBy.name} confirmed nothing`,
    );
}

function checkAsksNobody(world: World, { id, state, reply }: SiteChange): void {
  const key = replyKey(reply);
  if (state === 'proposed' || world.store.get('message', key)?.parked !== undefined) return;
  const shown = messagesOf(world, key).filter((message) => !message.deleted && !message.private);
  if (shown.some(({ body }) => (body.components ?? []).length > 0))
    world.engine.report('a change that is decided asks nobody', `the message of ${id} has buttons`);
}
