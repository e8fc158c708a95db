/** Which news of GitHub are told where: what `NOTIFICATION_RULES` holds. */
import * as z from 'zod/mini';
import { day, time, zone } from './clock.ts';

const EVENTS = [
  'workflow_run',
  'check_suite',
  'deployment_status',
  'pull_request',
  'pull_request_review',
  'issues',
  'push',
  'release',
] as const;
type RuleEvent = (typeof EVENTS)[number];

/** The events that rules are about, with the fields of a rule that mean something for them, and what is told where no action is named. */
export const RULE_EVENTS = {
  workflow_run: { fields: ['branch', 'conclusion', 'name'], actions: ['completed'] },
  check_suite: { fields: ['branch', 'conclusion', 'name'], actions: ['completed'] },
  deployment_status: { fields: ['branch', 'conclusion', 'name'], actions: ['created'] },
  pull_request: {
    fields: ['branch', 'label'],
    actions: ['opened', 'reopened', 'ready_for_review', 'merged', 'closed'],
  },
  pull_request_review: { fields: ['branch', 'label', 'conclusion'], actions: ['submitted'] },
  issues: { fields: ['label'], actions: ['opened', 'closed', 'reopened'] },
  push: { fields: ['branch'], actions: ['pushed', 'created', 'forced', 'deleted'] },
  release: { fields: ['branch', 'name'], actions: ['published'] },
} as const satisfies Record<RuleEvent, { fields: readonly string[]; actions: readonly string[] }>;

/** Those that go well or badly: the modes `failures` and `changes` are for them. */
const WITH_OUTCOME: readonly string[] = ['workflow_run', 'check_suite', 'deployment_status'];
/** Of an event, by itself; a field of a rule that its event has not would never match. */
const OF_SOME_EVENTS = ['branch', 'label', 'conclusion', 'name'] as const;

const id = z.string().check(z.regex(/^\d{1,20}$/, 'must be a Discord id (digits only)'));
const text = z
  .string('must be a text, or a list of texts')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(100, 'must have 100 characters at most'));
/** One, or several of which one is enough. */
const oneOf = z.optional(
  z.pipe(
    z.union(
      [text, z.array(text).check(z.minLength(1, 'names nothing'), z.maxLength(10, 'may name 10 at most'))],
      'must be a text, or a list of 1 to 10 texts',
    ),
    z.transform((given: string | string[]) => [given].flat()),
  ),
);
const minutes = z.pipe(
  time,
  z.transform((given: string) => Number(given.slice(0, 2)) * 60 + Number(given.slice(3))),
);

const Rule = z.strictObject({
  event: z.enum(EVENTS, `must be one of ${EVENTS.join(', ')}`),
  action: oneOf,
  /** A `*` stands for any characters. */
  branch: oneOf,
  label: oneOf,
  conclusion: oneOf,
  name: oneOf,
  /** Login of who did it. */
  actor: oneOf,
  channel: z.optional(id),
  thread: z.optional(id),
  /** Told directly. */
  person: z.optional(id),
  mention: z.optional(
    z
      .strictObject({ role: z.optional(id), person: z.optional(id) })
      .check(
        z.refine(({ role, person }) => (role === undefined) !== (person === undefined), 'must be a role or a person'),
      ),
  ),
  mode: z._default(z.enum(['all', 'failures', 'changes'], 'must be all, failures or changes'), 'all'),
  /** Minutes since midnight in that zone. What happens then is told when it is over. */
  quiet: z.optional(
    z.strictObject({
      from: minutes,
      to: minutes,
      time_zone: zone,
      /** Days that are quiet as a whole. */
      days: z._default(z.array(day), []),
      /** Whether what went badly is told at once all the same. */
      failures_pass: z._default(z.boolean(), false),
    }),
  ),
});
export type NotificationRule = z.infer<typeof Rule>;
/** By the name that people mute them by, in the order in which they were written. */
export type NotificationRules = Readonly<Record<string, NotificationRule>>;

const MOST = 20;
const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const EXAMPLE = '{"red-main":{"event":"workflow_run","branch":"main","mode":"changes","channel":"80351110224678912"}}';

/** Every problem at once. */
export const notificationRules: z.ZodMiniType<NotificationRules, string> = z.pipe(
  z.string(),
  z.transform((given: string, context) => {
    const read = readRules(given);
    if ('rules' in read) return read.rules;
    context.issues.push({ code: 'custom', message: read.problems.join('; '), input: given });
    return z.NEVER;
  }),
);

type Read = { rules: NotificationRules } | { problems: string[] };

function readRules(given: string): Read {
  const named = namedIn(given);
  if (named === undefined) return { problems: [`must be JSON such as ${EXAMPLE} (see docs/notifications.md)`] };
  const read = named.map(([name, value]) => ({ name, ...readRule(name, value) }));
  const problems = read.flatMap((each) => each.problems);
  if (named.length > MOST) problems.push(`has ${named.length} rules, and ${MOST} is the most`);
  if (problems.length > 0) return { problems };
  return { rules: Object.fromEntries(read.flatMap(({ name, rule }) => (rule === undefined ? [] : [[name, rule]]))) };
}

function namedIn(given: string): [string, unknown][] | undefined {
  try {
    const json: unknown = JSON.parse(given);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : undefined;
  } catch {
    return undefined;
  }
}

function readRule(name: string, value: unknown): { rule?: NotificationRule; problems: string[] } {
  const wrongName = NAME.test(name)
    ? []
    : [`rule ${name}: its name must be lower-case letters, digits and hyphens, 30 at most`];
  const read = z.safeParse(Rule, value);
  if (!read.success)
    return { problems: [...wrongName, ...read.error.issues.map((issue) => `rule ${name}: ${issueText(issue)}`)] };
  const problems = [...wrongName, ...ruleProblems(read.data).map((problem) => `rule ${name}: ${problem}`)];
  return { rule: read.data, problems };
}

function issueText(issue: z.core.$ZodIssue): string {
  const place = issue.path.length > 0 ? `${issue.path.join('.')} ` : '';
  return issue.code === 'unrecognized_keys'
    ? `${place}has ${issue.keys.join(', ')}, which means nothing`
    : `${place}${issue.message}`;
}

/** What each field allows, and the whole does not. */
function ruleProblems(rule: NotificationRule): string[] {
  const fields: readonly string[] = RULE_EVENTS[rule.event].fields;
  const places = [rule.channel, rule.thread, rule.person].filter((place) => place !== undefined);
  return [
    ...OF_SOME_EVENTS.filter((field) => rule[field] !== undefined && !fields.includes(field)).map(
      (field) => `${field} says nothing about ${rule.event}, so it would never match`,
    ),
    ...(rule.mode !== 'all' && !WITH_OUTCOME.includes(rule.event)
      ? [`mode ${rule.mode} is for ${WITH_OUTCOME.join(', ')}: nothing else goes well or badly`]
      : []),
    ...(rule.mode === 'changes' && rule.conclusion !== undefined
      ? ['conclusion hides from mode changes that it is well again: leave one of the two out']
      : []),
    ...(places.length === 1 ? [] : ['must have one of channel, thread and person']),
    ...(rule.person !== undefined && rule.mention !== undefined
      ? ['mention notifies nobody in a direct message: leave it out']
      : []),
    ...(rule.quiet !== undefined && rule.quiet.from === rule.quiet.to && rule.quiet.days.length === 0
      ? ['quiet ends when it begins: give two times, or days']
      : []),
    ...(new Set(rule.quiet?.days).size === 7 ? ['quiet never ends: leave a day out of quiet.days'] : []),
  ];
}
