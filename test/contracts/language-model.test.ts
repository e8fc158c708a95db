/** The language model of the sandbox, asked as the dispatcher asks a real one. */
import { createLanguageModel } from '@valine/language-model/node';
import { MODEL_BEHAVIOURS, type ModelBehaviour, startModel } from '@valine/sandboxes';
import { expect, it, onTestFinished } from 'vitest';

async function asked(behaviour: ModelBehaviour, description = 'Make the navbar blue', timeoutMs = 5000) {
  const sandbox = await startModel(0);
  onTestFinished(sandbox.close);
  sandbox.behave(behaviour);
  const model = createLanguageModel({ apiKey: sandbox.key, baseUrl: sandbox.url });
  const text = JSON.stringify({ sections: [{ name: 'navbar' }], description });
  const question = { id: 'call-1', model: 'gpt-6-luna', system: 'Answer with JSON.', timeoutMs, maxOutputTokens: 500 };
  const turns = [{ by: 'person', text }] as const;
  const shape = { name: 'change', schema: { type: 'object' } };
  const outcome = await model.ask({ ...question, turns, shape }).then(
    ({ said, usage }) => ('text' in said ? `${said.text}${usage === undefined ? ', cost unknown' : ''}` : said.refusal),
    ({ problem }: { problem: string }) => problem,
  );
  return { outcome, answered: sandbox.answered() };
}

const BLUE = '{"section":"navbar","changes":[{"property":"background","value":"blue"}],"reason":""}';

it.each<[ModelBehaviour, string]>([
  ['good', BLUE],
  ['plain', BLUE],
  ['secretive', `${BLUE}, cost unknown`],
  ['clumsy', 'Sure! Here is what I would change: …'],
  ['babbling', 'Sure! Here is what I would change: …'],
  ['refusing', "I'm sorry, I can't help with that."],
])('answers when it is %s', async (behaviour, expected) => {
  expect(await asked(behaviour)).toEqual({ outcome: expected, answered: ['call-1'] });
});

it.each<[ModelBehaviour, string]>([
  ['down', 'unavailable'],
  ['limited', 'rate_limited'],
])('is not to be had when it is %s', async (behaviour, problem) => {
  expect(await asked(behaviour)).toEqual({ outcome: problem, answered: [] });
});

it('takes too long when it is slow', async () => {
  expect((await asked('slow', undefined, 200)).outcome).toBe('timed_out');
});

it('says something else each time when it is hostile', async () => {
  const all = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((length) => asked('hostile', 'x'.repeat(length))));
  expect(new Set(all.map(({ outcome }) => outcome)).size).toBe(7);
  expect(MODEL_BEHAVIOURS).toContain('hostile');
});
