/** The ports of the dispatcher's handlers: everything that is not pure, and the settings that shape decisions. */
import type { AccessSettings } from '@valine/admission';
import type { InTurn } from '@valine/audit';
import type { ButtonPressed, CommandRequested, QueueName } from '@valine/contracts';
import type {
  GitHub,
  GitHubActions,
  GitHubLookups,
  GitHubWriter,
  HookDeliveries,
  Issue,
  RepositoryNames,
} from '@valine/github';
import type { DeviceFlow } from '@valine/github/device-flow';
import type { Clock, Logger, Queues } from '@valine/lambda-kit';
import type { LanguageModel } from '@valine/language-model';
import type { RecordStore } from '@valine/records';
import type { Resolver, UrlPolicy } from '@valine/safe-http';
import type { AlarmKey, CodingAgents, ModelPrice, Schedules, Settings, StepPatterns } from '@valine/settings';
import type {
  AdminHandlers,
  AgentHandlers,
  AuditHandlers,
  CommentHandlers,
  IdentityHandlers,
  ScheduleHandlers,
  SiteHandlers,
} from './late-handlers.ts';
import type { Restrictions } from './operations/switches/switches.ts';

export interface IssueReader {
  /**
   * The open issues that carry the label, or the oldest `MAX_LISTED_ISSUES` of them; pull requests are among them, as
   * GitHub has it. `withinMs` bounds the whole.
   */
  listOpenIssues(label: string, withinMs?: number): Promise<Issue[]>;
  /** Undefined when it was deleted, or moved to another repository. */
  findIssue(number: number, withinMs?: number): Promise<Issue | undefined>;
  /** The open issues that it waits for. Nothing is asked where it waits for none. */
  findOpenBlockers: GitHub['findOpenBlockers'];
}

export type DispatcherSettings = {
  /** `owner/name`. */
  repository: string;
  /** Where its pages are: scheme and host, one for each address that people may copy. */
  webOrigins: readonly string[];
  /** Of Discord, for what nobody asked for; without one it is logged alone. */
  channelId?: string;
  /** Who may do what: the same as ingress decides by. */
  access: AccessSettings;
  /** Until when what nobody has signed is taken: epoch milliseconds. Absent: never. */
  acceptUnsignedUntil?: number;
  /** Of one person, of the same command. */
  commandsPerMinute: number;
  pressesPerMinute: number;
  approvalsRequired: number;
  /** Ids of the roles of which an approver has one, and that are notified when a plan waits for approval. */
  approverRoles: readonly string[];
  preventSelfApproval: boolean;
  /** How long a plan waits for somebody to decide about it. */
  planExpiresAfterMs: number;
  /** Whether an approved plan has a branch and a draft pull request made for each of its tasks. */
  opensPullRequests: boolean;
  /** Whether a deploy follows a plan of which something was merged. */
  deployAfterShip: boolean;
  /** Whether branches that are behind their base are brought up to date when they are shipped. */
  updatesBranches: boolean;
  mergeMethod: Settings['MERGE_METHOD'];
  /** The assignee of a task's issue. */
  taskAssignee: Settings['TASK_ASSIGNEE'];
  /** Logins on GitHub, by the ids of people on Discord. */
  gitHubLogins: Settings['GITHUB_LOGINS'];
  /** Those that tasks can be given to, by name. */
  codingAgents: CodingAgents;
  agentTasksAtOnce: number;
  /** A day is one of UTC. */
  agentTasksPerDay: number;
  /** Absent: as much as they take. */
  agentDailyCostUsd?: number;
  /** How long an agent may be silent before its task goes back to people. */
  agentTimeoutMs: number;
  /** Of people with write access, at the head that is merged, where an agent had the task. */
  agentApprovals: number;
  /** Whether a merge needs the approval of somebody who did not write the change. */
  fourEyes: boolean;
  /** File names. */
  deployWorkflow: string;
  diagnoseWorkflow: string;
  /** Branch or tag whose workflows are started. */
  workflowRef: string;
  diagnoseTrigger: Settings['DIAGNOSE_TRIGGER'];
  /** By which the steps of a deploy are known. */
  stepPatterns: StepPatterns;
  /** How long a stage of a tracking may take. */
  trackingTimeoutMs: number;
  /** Which news of GitHub are told where. */
  notificationRules: Settings['NOTIFICATION_RULES'];
  /** What of the site people may have changed. */
  uxSections: Settings['UX_SECTIONS'];
  /** What addresses people may give. */
  urlPolicy: UrlPolicy;
  /** Whether nothing of the site is changed through us. */
  uxUpdatesDisabled: boolean;
  /** Schedules; absent if the team has none. */
  schedules?: Schedules;
  /** Absent where nobody is reminded. */
  reviewReminders?: Settings['REVIEW_REMINDERS'];
  /** As what the addresses of the site and of the API stand in the repository. */
  frontendAs: Settings['FRONTEND_BASE_URL_AS'];
  apiBaseAs: Settings['VITE_API_BASE_AS'];
  languageModel: {
    /** Whether it may be asked. */
    isUsed: boolean;
    name: string;
    /** Absent where nobody has said what it costs: it is not asked then. */
    price?: ModelPrice;
    /** Of a day, UTC. */
    maxDailyCostUsd: number;
  };
};

export type Ports = {
  store: RecordStore;
  queues: Queues;
  /** How full they are now: an estimate of SQS. */
  readQueueDepths(): Promise<QueueDepth[]>;
  /** Up to ten of the dead letters of a queue, which stay where they are. */
  seeDeadLetters(queue: QueueName): Promise<SeenLetter[]>;
  /** How those that there are stand now. */
  readAlarms(): Promise<AlarmState[]>;
  /** Has the dead letters of all queues moved back to where they came from; repeated, those that have come since. */
  redrive(): Promise<void>;
  github: IssueReader;
  /** So that GitHub alone reads it. `publicKey`: as GitHub gives it. */
  sealSecret(publicKey: string, secret: string): Promise<string>;
  /** Called by effects alone. */
  writer: GitHubWriter;
  lookups: GitHubLookups;
  /** Of the repository in our settings. */
  names: RepositoryNames;
  /** Of this instance, for the audit: messages that are in work together would take its numbers from each other. */
  inTurn: InTurn;
  actions: Pick<GitHubActions, 'listWorkflowRuns' | 'listJobs'>;
  /** Of the webhook that leads to us at `webhookUrl`. Anew for each look: an App signs for some minutes. */
  hooks: { webhookUrl?: string | undefined; connect(): Promise<HookDeliveries> };
  /** For the host names of addresses that people give. */
  resolver: Resolver;
  /** Absent where no App of ours has one. */
  deviceFlow?: DeviceFlow | undefined;
  /** Absent where there is no key for it. */
  languageModel?: LanguageModel | undefined;
  /** Parts that are loaded when they are first needed: hardly any message needs them. */
  admin(): Promise<AdminHandlers<Ports>>;
  agents(): Promise<AgentHandlers<Ports>>;
  comments(): Promise<CommentHandlers<Ports>>;
  identity(): Promise<IdentityHandlers<Ports>>;
  site(): Promise<SiteHandlers<Ports>>;
  schedules(): Promise<ScheduleHandlers<Ports>>;
  audit(): Promise<AuditHandlers<Ports>>;
  auditing: Auditing;
  /** What is switched off. @throws StoreUnavailable */
  switches(): Promise<Restrictions>;
  clock: Clock;
  logger: Logger;
  /** What ingress signs with, and we ourselves; while it is changed, with the one before. See `@valine/admission`. */
  admissionKey: string;
  settings: DispatcherSettings;
  /** Epoch milliseconds until which the function that handles the message lives. */
  deadline?: number | undefined;
};

export type QueueDepth = {
  queue: QueueName;
  /** Wait to be taken, though nothing holds them back. */
  visible: number;
  deadLetters: number;
};

/** A dead letter. `type`: of the message, where it is one of ours; `sentAt`: epoch milliseconds, where SQS says. */
export type SeenLetter = { type?: string; sentAt?: number };

export type AlarmState = {
  key: AlarmKey;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** What it means, and what is to be done. */
  description: string;
  /** Pages of AWS for people. */
  url: string;
  dashboardUrl: string;
};

export type Auditing = {
  /** How long entries are kept. */
  days: number;
  /** Takes secrets out of a text: ours, and what looks like one. */
  mask(text: string): string;
};

/** Something a person did and waits for an answer to. */
export type Interaction = CommandRequested | ButtonPressed;
