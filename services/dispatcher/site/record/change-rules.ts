/** A change of the site as an owner of effects: its one message, and which effect follows which until its pull request is there. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import type { EffectRecord, SiteChange } from '@valine/records';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import { withIntended } from '../../effects/intend-effects.ts';
import {
  createBranch,
  createCommit,
  createPullRequest,
  createTree,
  type EffectIntent,
  withoutDraft,
} from '../../effects/kinds/index.ts';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { siteChangeNotification } from '../../replies/notifications.ts';
import { siteChangeMessage } from './messages.ts';
import { commitText, pullRequestText, titleText } from './texts.ts';

export const siteChangeRules: OwnerRules<'site-change'> = {
  kind: 'site-change',
  blockedReason: () => undefined,
  afterEffect: (change, effect, now) =>
    withIntended(withOutcome(change, effect), effect.id, intentsAfter(change, effect), now),
  show: showChange,
  changeMessages: (before, change) =>
    isDeepStrictEqual(siteChangeMessage(before), siteChangeMessage(change)) ? [] : showChange(change),
  // Its message tells of it.
  effectMessages: () => [],
};

export function showChange(change: SiteChange): Outgoing[] {
  return [siteChangeNotification(change, siteChangeMessage(change))];
}

/** Each is intended by the one before it, in the write that has that one done. */
function intentsAfter(change: SiteChange, effect: EffectRecord): EffectIntent[] {
  const { kind, outcome, intendedAt } = effect;
  const id = outcome?.id;
  if (id === undefined) return [withoutDraft(effect) ?? []].flat();
  const { base, branch: head } = change;
  switch (kind) {
    case createTree.kind: {
      const author = { ...COMMIT_AUTHOR, date: intendedAt };
      return [createCommit.intend('commit', { message: commitText(change), tree: id, parents: [base.sha], author })];
    }
    case createCommit.kind:
      return [createBranch.intend('branch', { name: head, sha: id })];
    case createBranch.kind: {
      const texts = { title: titleText(change), body: pullRequestText(change) };
      return [createPullRequest.intend('pull request', { ...texts, head, base: base.branch, draft: true })];
    }
    default:
      return [];
  }
}

/** An operator who says what it was names the number alone. */
function withOutcome(change: SiteChange, { kind, outcome: { id, url } = {} }: EffectRecord): SiteChange {
  const number = Number(id);
  const isOpened = kind === createPullRequest.kind && Number.isSafeInteger(number) && number > 0;
  return isOpened
    ? {
        ...change,
        state: 'opened',
        pullRequest: { number, url: url ?? `https://github.com/${change.repository}/pull/${number}` },
      }
    : change;
}
