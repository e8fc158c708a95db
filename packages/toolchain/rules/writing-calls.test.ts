import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../source/read-project.ts';
import { sampleProject } from './sample-project.ts';
import { checkWritingCalls } from './writing-calls.ts';

const CLIENTS = {
  'packages/github/writing/github-writer.ts': 'export interface GitHubWriter { createComment(body: string): void }',
  'packages/github/set-up/hook-deliveries.ts':
    'export interface HookDeliveries { page(): void; redeliver(id: number): void }',
  'packages/discord/create-discord.ts': `export interface Discord {
    createMessage(body: string): void;
    recentMessages(): void;
  }`,
};
const check = (path: string, text: string) =>
  checkWritingCalls(sampleProject({ ...CLIENTS, [path]: text })).map(
    ({ line, says }) => `${line} ${says.split(' of a ')[0]}`,
  );

describe('a method that writes', () => {
  it.each([
    ["await ports.writer.createComment('x');", '1 takes createComment'],
    ["await ports.writer['createComment']('x');", '1 takes createComment'],
    ['const { createComment } = ports.writer;', '1 takes createComment'],
    ['schedule(\n  writer.createComment,\n);', '2 takes createComment'],
    ["discord.createMessage('x');", '1 takes createMessage'],
    ['hooks.redeliver(7);', '1 takes redeliver'],
  ])('is not to be taken by a handler: %s', (text, expected) => {
    expect(check('services/dispatcher/plans/plan/handle.ts', text)).toEqual([expected]);
  });

  it.each([
    'services/dispatcher/effects/kinds/comment.ts',
    'services/notifier/write-message.ts',
    'packages/github/writing/create-github-writer.ts',
    'services/dispatcher/operations/deliveries/redeliver.ts',
    'services/dispatcher/plans/plan/plan.test.ts',
    'test/simulation/naive.ts',
  ])('is taken by %s', (path) => {
    expect(check(path, "writer.createComment('x'); discord.createMessage('x');")).toEqual([]);
  });

  it('is another matter than one that reads, or that has the same name elsewhere', () => {
    const text = 'discord.recentMessages(); const createComment = 1; use({ createComment });';
    expect(check('services/dispatcher/plans/plan/handle.ts', text)).toEqual([]);
  });
});

it('does not pass when the clients are not where they are looked for', () => {
  expect(() => checkWritingCalls(sampleProject({}))).toThrow('declares no interface GitHubWriter');
});

it('holds in this project, whose effects do take such methods', () => {
  const project = readProject(resolve(import.meta.dirname, '../../..'));
  expect(checkWritingCalls(project)).toEqual([]);
  const moved = project.files.map((file) => ({ ...file, path: file.path.replace('/effects/', '/moved/') }));
  expect(checkWritingCalls({ ...project, files: moved }).length).toBeGreaterThanOrEqual(11);
});
