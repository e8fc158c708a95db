/** `valine rules`: the notification rules in words, and what they would do with a stored payload, and why. */
import { decideNotifications, happenedMessage, happeningOf, ruleText, verdictText } from '@valine/notification-rules';
import { type NotificationRules, parseSettings, SettingsError } from '@valine/settings';
import type { Command } from 'commander';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Tools } from '../terminal/ports.ts';
import { printFinding } from '../terminal/with-connection.ts';
import { readStored, readText } from './read-payload.ts';

type Given = { rules?: string };
type TestGiven = { event?: string; at?: string };
type Environment = Readonly<Record<string, string | undefined>>;

export function addRulesCommand(program: Command, tools: Tools, environment: Environment): void {
  const rules = program
    .command('rules')
    .description('list the notification rules in words')
    .option('--rules <file>', 'a file with their JSON (default: NOTIFICATION_RULES of the environment)')
    .action((given: Given, command: Command) => {
      const all = readRules(given, environment);
      const listed = Object.entries(all).map(([name, rule]) => ({ name, does: ruleText(rule) }));
      const text = listed.map(({ name, does }) => `${name}: ${does}`).join('\n');
      return printFinding(tools, command, { value: all, text: text || 'There are no rules.' });
    });
  rules
    .command('test')
    .argument('<payload>', 'a file with the body of a webhook, or with a delivery as GitHub shows it')
    .description('say what the rules would do with a stored payload, and why')
    .option('--event <name>', 'the event, as GitHub names it (default: as the payload looks)')
    .option('--at <time>', 'when it comes, such as 2026-05-01T22:00Z (default: now)')
    .action((path: string, { event, at }: TestGiven, command: Command) => {
      const all = readRules(rules.opts<Given>(), environment);
      return printFinding(tools, command, tried(all, path, event, timeOf(at) ?? tools.clock.now()));
    });
}

function tried(rules: NotificationRules, path: string, event: string | undefined, now: number) {
  const { event: name, payload } = readStored(path, event);
  const actor = loginIn(payload.sender);
  const happening = happeningOf(name, payload);
  const verdicts = decideNotifications(rules, { source: path, actor, happening, now });
  const lines = verdicts.map(({ name: called, rule, verdict }) => `${called}: ${verdictText(rule, verdict)}`);
  const told = verdicts.find(({ verdict }) => verdict.do !== 'nothing');
  const message = told === undefined ? [] : ['', happenedMessage(told.rule, happening, actor).content ?? ''];
  const changes = verdicts.some(({ rule, verdict }) => rule.mode === 'changes' && verdict.do !== 'nothing');
  const note = changes ? ['', 'Of changes: as if nothing was heard before, and all had gone well.'] : [];
  const text = [eventText(name, happening), ...lines, ...message, ...note].join('\n');
  return {
    value: {
      event: name,
      happening,
      actor,
      verdicts: verdicts.map(({ name: rule, verdict }) => ({ rule, ...verdict })),
    },
    text,
  };
}

/** What rules see of it. */
function eventText(
  name: string,
  { action, branch, conclusion, labels, name: called }: ReturnType<typeof happeningOf>,
): string {
  const seen = [
    ['action', action],
    ['branch', branch],
    ['conclusion', conclusion],
    ['name', called],
    ['label', labels.join(' or ') || undefined],
  ];
  return [name, ...seen.flatMap(([field, value]) => (value === undefined ? [] : [`${field} ${value}`]))].join(', ');
}

function loginIn(sender: unknown): string {
  const login = typeof sender === 'object' && sender !== null && 'login' in sender ? sender.login : undefined;
  return typeof login === 'string' ? login : 'ghost';
}

/** @throws CliError */
function readRules({ rules }: Given, environment: Environment): NotificationRules {
  const NOTIFICATION_RULES = rules === undefined ? environment.NOTIFICATION_RULES : readText(rules);
  if (!NOTIFICATION_RULES)
    throw new CliError(
      'There are no rules to look at. Those of a stage: pulumi config get notificationRules > rules.json, then --rules rules.json.',
    );
  try {
    return parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']).NOTIFICATION_RULES;
  } catch (error) {
    throw error instanceof SettingsError ? new CliError(error.problems.join('\n')) : error;
  }
}

/** @throws UsageError */
function timeOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const at = Date.parse(given);
  if (Number.isNaN(at)) throw new UsageError(`${given} is no time: write it as 2026-05-01T22:00Z.`);
  return at;
}
