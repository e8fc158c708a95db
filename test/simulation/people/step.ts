/** What people, GitHub and operators do in a world: plain data, so that a sequence can be written down and shortened. */
import type { ButtonName, CommandName } from '@valine/commands';
import type { QueueName } from '@valine/contracts';
import type { Breakable } from '@valine/testing';
import type { SettingCommand } from './admins/values.ts';
import type { AgentName, Reviewer } from './agents/agents-of-team.ts';
import type { EffectName } from './effects.ts';

/** The n-th `/plan` of the world, or a run that there is not. */
export type RunName = number | 'unknown';

/** What a button or a message belongs to: a run, the tracking of the n-th deploy, diagnose or verification, or the n-th change of the site. */
export type About = { run: RunName } | { tracking: number } | { change: number };

export type OptionValue = string | number | boolean;

export const ISSUE_CHANGES = [
  'closed',
  'closed as not planned',
  'reopened',
  'label removed',
  'label added',
  'deleted',
  'transferred',
  'commented',
] as const;
export type IssueChange = (typeof ISSUE_CHANGES)[number];

/** Of the pull request of an issue's task. */
export const PULL_CHANGES = ['ready', 'draft', 'merged', 'closed', 'reopened', 'pushed'] as const;
/** What checks and reviewers say of its head. */
export const HEAD_CHANGES = [
  'check runs',
  'check fails',
  'check passes',
  'review asked',
  'changes requested',
  'approved',
] as const;
export type HeadChange = (typeof HEAD_CHANGES)[number];
export type PullChange = (typeof PULL_CHANGES)[number] | HeadChange;

/** Whose pull request it is that closes an issue, besides those of tasks. */
export const PULL_AUTHORS = ['team', 'stranger'] as const;
export type PullAuthor = (typeof PULL_AUTHORS)[number];

/** What people ask for in comments; `nonsense` is no command that there is. */
export const SAYINGS = ['status', 'retry', 'skip', 'start', 'nonsense'] as const;
/** Who says it: strangers may not write to the repository, and programs are nobody. */
export const SPEAKERS = ['team', 'stranger', 'program'] as const;
export type Saying = {
  number: number;
  /** Of the issue's task, once there is one; else it is said on the issue. */
  on: 'issue' | 'pull request';
  says: (typeof SAYINGS)[number];
  by: (typeof SPEAKERS)[number];
  /** Into a comment that is there. */
  isEdited: boolean;
};

/** What GitHub refuses in a world where tasks have pull requests. */
export const PROHIBITIONS = [
  'archived',
  'no pull requests',
  'no branches of ours',
  'branch taken',
  'locked',
  'nothing on issues',
] as const;
export type Prohibition = (typeof PROHIBITIONS)[number];

/** What somebody commits to `main`: another text of the section, something beside it, a file without it, another file. */
export const SITE_EDITS = ['section', 'beside', 'gone', 'other file'] as const;
export type SiteEdit = (typeof SITE_EDITS)[number];

export const FORGERIES = [
  'missing',
  'other key',
  'changed body',
  'old',
  'short',
  'webhook without',
  'webhook changed',
] as const;
export type Forgery = (typeof FORGERIES)[number];

/** What people do to be linked, or to be it no more. `account`: the place of an account among theirs. */
export type LinkDeed =
  /** On GitHub's page, by whoever has the account: of the n-th `/link`, from its screen or because somebody has sent it. */
  | { do: 'enter code'; attempt: number; account: number }
  /** In a comment: that the account is that person, by the n-th `/link`. */
  | { do: 'say link'; attempt: number; account: number; named: number }
  | { do: 'confirm link'; attempt: number; by: number }
  | { do: 'say unlink'; account: number };

export type Deed =
  /** `task`: of the first run, by the number of its issue: what it is about. */
  | {
      do: 'command';
      name: CommandName;
      by: number;
      options?: Record<string, OptionValue>;
      run?: RunName;
      task?: number;
    }
  /** Pressed once it can be seen; never, if it does not appear. */
  | ({ do: 'press'; button: ButtonName; by: number } & About)
  /** In the list under a proposal: these, and nothing else. */
  | { do: 'choose'; numbers: readonly number[]; by: number; run: RunName }
  | { do: 'type'; name: CommandName; option: string; typed: string; by: number }
  | { do: 'change issue'; number: number; change: IssueChange }
  | { do: 'change pull'; number: number; change: PullChange }
  /** A pull request that closes the issue, of a branch of their own. */
  | { do: 'open pull'; number: number; by: PullAuthor }
  | { do: 'push main' }
  | { do: 'edit site'; how: SiteEdit }
  /** In a window, or in the command; `value`: a number of its own. */
  | { do: 'set value'; name: SettingCommand; value: number; by: number; confirm: boolean; inWindow: boolean }
  /** GitHub has secrets sealed for another key from now on. */
  | { do: 'rotate secret key' }
  /** By a button, as it can be seen: the task of the issue is given to an agent, or taken back. */
  | { do: 'give task'; number: number; agent: AgentName; by: number }
  | { do: 'take back'; number: number; by: number }
  /** Of the issue, as it stands then. */
  | { do: 'approve pull'; number: number; by: Reviewer | 'ben' | 'ada-gh' }
  | LinkDeed
  | ({ do: 'comment' } & Saying)
  | { do: 'forge'; how: Forgery }
  | ({ do: 'delete message' } & About)
  | { do: 'send again' }
  | { do: 'intend effects'; effects: readonly EffectName[] }
  /** How GitHub is set up: broken, mended, or not to be seen. */
  | { do: 'break set-up'; check: Breakable; isBroken: boolean }
  | { do: 'hide set-up'; isAway: boolean }
  /** Nothing that GitHub sends arrives, or all of it again. */
  | { do: 'lose webhooks'; isDown: boolean }
  /** A schedule is due. */
  | { do: 'look at set-up' }
  /** A run of a workflow that nobody follows; `run`: its number, by which it is newer than others. */
  | { do: 'run ends'; run: number; conclusion: 'success' | 'failure' | 'cancelled'; branch: string }
  | { do: 'sweep' }
  /** In a terminal: everything is paused, or goes on. */
  | { do: 'switch pause'; isPaused: boolean }
  | { do: 'poison'; queue: QueueName };

/** `afterMs`: since the step before; 0 is at the same moment. */
export type Step = Deed & { afterMs: number };
