/** What GitHub refuses in a world, all the while. */
import type { FakeRepository } from '@valine/testing';
import type { Prohibition } from '../../people/step.ts';

export function prohibit({ model }: FakeRepository, what: Prohibition | undefined): void {
  switch (what) {
    case 'archived':
      model.archived = true;
      break;
    case 'no pull requests':
      model.withoutPullRequests = true;
      break;
    case 'no branches of ours':
      model.restrictedBranches = 'valine/';
      break;
    case 'branch taken':
      model.branches['valine/issue-1-issue-1'] = 'elsewhere';
      break;
    case 'locked':
      for (const issue of model.issues) issue.locked = true;
      break;
    case 'nothing on issues':
      model.lacks = ['issues'];
      break;
    case undefined:
      break;
  }
}
