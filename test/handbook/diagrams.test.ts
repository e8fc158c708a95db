/** Every sequence diagram of the handbook: of what the Pulumi program makes, along ways that it allows, with messages that there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DispatchMessage, NotifyMessage, QUEUE_OF, VerifyMessage } from '@valine/contracts';
import { SERVICES } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { resourcesOf, statementsOf } from '../infra/find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from '../infra/run-program.ts';
import { PAGES, ROOT } from './handbook.ts';

const world = await runProgram('dev', { ...CONFIGURATION, ...SECRETS });

const OUTSIDE = ['Discord', 'GitHub', 'CloudWatch', 'site and API', 'Ada', 'Ben', 'an admin', 'the mailbox'];
const NAMES = resourcesOf(world, 'queue').map(({ inputs }) => String(inputs['name']));
/** As diagrams call them: `dispatch queue`, `dead letters of dispatch`. */
const QUEUES = new Map(
  NAMES.map((name) => {
    const [, key = '', dead] = /^valine-orchestrator-([a-z]+)(-dlq)?-dev/.exec(name) ?? [];
    return [dead ? `dead letters of ${key}` : `${key} queue`, name] as const;
  }),
);
const SCHEDULES = world.resources
  .filter(({ type }) => type === 'aws:scheduler/schedule:Schedule')
  .map(({ inputs }) => `schedule ${String(inputs['name']).replace(/^valine-orchestrator-|-dev$/g, '')}`);
const TOPICS = world.resources.flatMap(({ type }) => (type === 'aws:sns/topic:Topic' ? ['alarm topic'] : []));
const TABLES = resourcesOf(world, 'table').map(() => 'run store');
const PARTICIPANTS = [...SERVICES, ...QUEUES.keys(), ...SCHEDULES, ...TOPICS, ...TABLES, ...OUTSIDE];

/** Which functions may put something on it, and which are given what is on it. */
function sendersOf(queue: string): string[] {
  const arn = (resource: string) => resource.endsWith(`:${QUEUES.get(queue)}`);
  const senders = [...SERVICES, 'schedules'].filter((role) =>
    statementsOf(world, `${role}-policy`).some(
      ({ Action, Resource }) => [Action].flat().includes('sqs:SendMessage') && [Resource].flat().some(arn),
    ),
  );
  return senders.flatMap((role) => (role === 'schedules' ? SCHEDULES : role));
}

function takersOf(queue: string): string[] {
  const mappings = resourcesOf(world, 'mapping').filter(({ inputs }) =>
    String(inputs['eventSourceArn']).endsWith(`:${QUEUES.get(queue)}`),
  );
  return SERVICES.filter((service) =>
    mappings.some(({ inputs }) => String(inputs['functionName']).endsWith(`-${service}-dev`)),
  );
}

/** The types of messages that a queue carries. */
function carriedBy(queue: string): string[] {
  const key = queue.replace(/ queue$/, '');
  const schema = { dispatch: DispatchMessage, notify: NotifyMessage, verify: VerifyMessage, poll: VerifyMessage }[key];
  const sent = Object.entries(QUEUE_OF).flatMap(([type, of]) => (of === key ? [type] : []));
  return [...sent, ...(key === 'poll' || schema === undefined ? [] : typesIn(schema))];
}

/** @param schema of zod: a union of objects, or of unions of them. */
function typesIn(schema: object): string[] {
  const { options, shape } = Object(Object(schema).def);
  if (Array.isArray(options)) return options.flatMap(typesIn);
  return Object(Object(shape).type).def?.values ?? [];
}

type Arrow = { from: string; to: string; isLost: boolean; says: string };
type Diagram = { page: string; heading: string; text: string; participants: Map<string, string>; arrows: Arrow[] };

function diagramsIn(page: string, text = readFileSync(join(ROOT, page), 'utf8')): Diagram[] {
  return text.split(/^## /m).flatMap((part) =>
    [...part.matchAll(/^```mermaid\nsequenceDiagram\n(.*?)^```/gms)].map(([, lines = '']) => {
      const named = [...lines.matchAll(/^ *participant (\w+) as (.+)$/gm)];
      const participants = new Map(named.map(([, short = '', name = '']) => [short, name]));
      const name = (short: string) => participants.get(short) ?? `? ${short}`;
      const arrows = [...lines.matchAll(/^ *(\w+)(--?>>|--?x)(\w+): (.+)$/gm)].map(
        ([, from = '', line = '', to = '', says = '']) => ({
          ...{ from: name(from), to: name(to), isLost: line.endsWith('x'), says },
        }),
      );
      return { page, heading: part.split('\n')[0] ?? '', text: lines, participants, arrows };
    }),
  );
}

const READ = /^$|^ *(participant \w+ as .+|\w+--?(>>|x)\w+: .+|Note over [\w,]+: .+|(alt|else|loop) .+|end)$/;
const TYPE = /^[a-z_-]+\.[a-z-]+/;

/** What of it cannot be so. */
function problemsOf({ text, participants, arrows }: Diagram): string[] {
  const others = text.split('\n').filter((line) => !READ.test(line));
  const strangers = [...participants.values()].filter((name) => !PARTICIPANTS.includes(name));
  return [
    ...others.map((line) => `not read: ${line}`),
    ...strangers.map((name) => `nobody here is called ${name}`),
    ...arrows.flatMap(problemsOfArrow),
  ];
}

function problemsOfArrow({ from, to, isLost, says }: Arrow): string[] {
  if ([from, to].some((name) => name.startsWith('?'))) return [`${from} or ${to} is no participant`];
  if (isLost) return [];
  const type = TYPE.exec(says)?.[0];
  const told = `${from} → ${to}: ${says}`;
  if (QUEUES.has(to))
    return [SERVICES, SCHEDULES].flat().some((name) => name === from) ? sent(from, to, type, told) : [];
  if (QUEUES.has(from) && SERVICES.some((name) => name === to)) return taken(from, to, type, told);
  return typed(from, to, type, told);
}

/** A dead-letter queue takes no message of ours; there SQS moves them. */
function sent(from: string, to: string, type: string | undefined, told: string): string[] {
  if (to.startsWith('dead letters')) return [];
  return [
    ...(sendersOf(to).includes(from) ? [] : [`${told}: its role may not`]),
    ...(type !== undefined && carriedBy(to).includes(type) ? [] : [`${told}: no message of this queue`]),
  ];
}

function taken(from: string, to: string, type: string | undefined, told: string): string[] {
  const isAny = type === undefined && told.includes('any message');
  return [
    ...(takersOf(from).includes(to) ? [] : [`${told}: it is not given that queue`]),
    ...(isAny || (type !== undefined && carriedBy(from).includes(type)) ? [] : [`${told}: no message of this queue`]),
  ];
}

/** Between two functions: a queue in between that is left out. */
function typed(from: string, to: string, type: string | undefined, told: string): string[] {
  const isBetween = [from, to].every((name) => SERVICES.some((service) => service === name)) && from !== to;
  const ways = [...QUEUES.keys()].filter((queue) => sendersOf(queue).includes(from) && takersOf(queue).includes(to));
  if (isBetween && ways.length === 0) return [`${told}: no queue leads there`];
  const known = isBetween ? ways.flatMap(carriedBy) : [...QUEUES.keys()].flatMap(carriedBy);
  return type === undefined || known.includes(type) ? [] : [`${told}: there is no such message`];
}

const DIAGRAMS = PAGES.flatMap((page) => diagramsIn(page));

describe('the sequence diagrams', () => {
  it('are of the flows that a newcomer asks for', () => {
    const headings = DIAGRAMS.filter(({ page }) => page === 'docs/architecture.md').map(({ heading }) => heading);
    expect(headings).toMatchInlineSnapshot(`
      [
        "A command, from Discord to its answer",
        "A deploy that is followed",
        "The answer to a dispatch is lost",
        "A dead letter, and its way back",
        "A missed webhook is had again",
        "An alarm",
      ]
    `);
    expect(DIAGRAMS.length).toBeGreaterThan(headings.length);
  });

  it.each(DIAGRAMS)('$page, $heading: can be so', (diagram) => {
    expect(diagram.arrows.length).toBeGreaterThan(4);
    expect(problemsOf(diagram)).toEqual([]);
  });
});

it.each([
  ['I->>N: message.shown', 'its role may not'],
  ['P->>N: command.requested', 'no message of this queue'],
  ['P->>N: a message', 'no message of this queue'],
  ['N->>P: message.shown', 'it is not given that queue'],
  ['I->>M: a webhook', 'no queue leads there'],
  ['P->>M: message.danced', 'there is no such message'],
  ['Z->>P: anything', 'is no participant'],
  ['participant Y as cache', 'nobody here is called cache'],
  ['P=>N: message.shown', 'not read'],
])('would find %s', (line, problem) => {
  const named = ['I as ingress', 'P as dispatcher', 'M as notifier', 'N as notify queue'];
  const lines = [...named.map((name) => `participant ${name}`), line].map((each) => `  ${each}\n`);
  const [diagram] = diagramsIn('a page', `## A flow\n\n\`\`\`mermaid\nsequenceDiagram\n${lines.join('')}\`\`\``);
  expect(diagram && problemsOf(diagram).join()).toContain(problem);
});
