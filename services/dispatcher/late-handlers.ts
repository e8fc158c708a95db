/** The handlers of the parts that are loaded at first use. `P`: the ports, which hand these parts out. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type {
  AgentEnded,
  AgentGive,
  AgentLook,
  ButtonPressed,
  CommandRequested,
  CommentAdmitted,
  CommentAnswered,
  EffectDue,
  InteractionRefused,
  IssueChanged,
  IssueCommented,
  LinkCommand,
  LinkDue,
  PullRequestChanged,
  PullRequestHinted,
  ScheduleDue,
  ScheduleEnded,
  SiteChangeExpire,
} from '@valine/contracts';
import type { AuditFacts, TaskRecord } from '@valine/records';
import type { OwnerRules } from './effects/owner-rules.ts';

type Handle<P, Message, More extends unknown[] = []> = (ports: P, message: Message, ...more: More) => Promise<void>;

export type AdminHandlers<P> = {
  handleSetApiBase: Handle<P, CommandRequested>;
  handleSetFrontend: Handle<P, CommandRequested>;
  handleSettingDue: Handle<P, EffectDue, [waits: number]>;
};

export type AgentHandlers<P> = {
  handleAgentEnded: Handle<P, AgentEnded>;
  handleAgentLook: Handle<P, AgentLook>;
  handleAgentComment: Handle<P, IssueCommented>;
  handleAgentLabel: Handle<P, IssueChanged>;
  handleAgentPull: Handle<P, PullRequestChanged, [task: TaskRecord]>;
  handleAgentRun: Handle<P, PullRequestHinted>;
  handleAgentGive: Handle<P, AgentGive>;
  handleGiveButton: Handle<P, ButtonPressed>;
  handleAgents: Handle<P, CommandRequested>;
  handleAnswerButton: Handle<P, ButtonPressed>;
  handleChangesButton: Handle<P, ButtonPressed>;
  handleStopButton: Handle<P, ButtonPressed>;
};

export type AuditHandlers<P> = {
  /** `handle` may enter it before it goes on. */
  overInteraction(
    ports: P,
    interaction: CommandRequested | ButtonPressed,
    handle: (ports: P, enter: () => Promise<void>) => Promise<void>,
  ): Promise<void>;
  overComment(ports: P, id: string, isLate: boolean, handle: (ports: P) => Promise<void>): Promise<void>;
  recordSchedule: (ports: P, id: string, facts: Omit<AuditFacts, 'askedBy'>) => Promise<void>;
  handleInteractionRefused: Handle<P, InteractionRefused>;
  handleAudit: Handle<P, CommandRequested, [given: OptionsOf<(typeof catalogue)['audit']>]>;
};

export type CommentHandlers<P> = {
  handleCommentAnswered: Handle<P, CommentAnswered>;
  handleCommentAdmitted: Handle<P, CommentAdmitted>;
  handleIssueCommented: Handle<P, IssueCommented, [waits: number]>;
  commentRules: OwnerRules<'comment'>;
};

export type IdentityHandlers<P> = {
  handleCancelLinkButton: Handle<P, ButtonPressed>;
  handleConfirmLinkButton: Handle<P, ButtonPressed>;
  handleLink: Handle<P, CommandRequested, [given: OptionsOf<(typeof catalogue)['link']>]>;
  handleLinkComment: Handle<P, IssueCommented, [command: LinkCommand]>;
  handleLinkDue: Handle<P, LinkDue>;
  handleUnlink: Handle<P, CommandRequested, [given: OptionsOf<(typeof catalogue)['unlink']>]>;
};

export type ScheduleHandlers<P> = {
  handleScheduleDue: Handle<P, ScheduleDue>;
  handleScheduleEnded: Handle<P, ScheduleEnded>;
};

export type SiteHandlers<P> = {
  handleCancelChangeButton: Handle<P, ButtonPressed>;
  handleConfirmChangeButton: Handle<P, ButtonPressed>;
  handleSiteChangeExpire: Handle<P, SiteChangeExpire>;
  handleUxUpdate: Handle<P, CommandRequested, [given: OptionsOf<(typeof catalogue)['ux-update']>]>;
  siteChangeRules: OwnerRules<'site-change'>;
};
