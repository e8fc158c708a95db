/** The payloads GitHub's users published, by event. */
import { createRequire } from 'node:module';
import * as z from 'zod/mini';

/** The fields that tests look at themselves; the rest stays as it is. */
const Payload = z.looseObject({
  action: z.optional(z.string()),
  issue: z.optional(z.looseObject({})),
  workflow_job: z.optional(z.looseObject({ conclusion: z.nullish(z.string()) })),
});
export type Payload = z.infer<typeof Payload>;

const Definitions = z.array(z.object({ name: z.string(), examples: z.array(Payload) }));

/** Not an import: the package's types fit only some of its payloads. */
const definitions = Definitions.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));

export function examplesOf(event: string, action?: string): Payload[] {
  const all = definitions.find(({ name }) => name === event)?.examples ?? [];
  return all.filter((payload) => action === undefined || payload.action === action);
}

/** The first of them. @throws Error if there is none. */
export function exampleOf(event: string, action?: string): Payload {
  const [first] = examplesOf(event, action);
  if (first === undefined) throw new Error(`No example of ${event} ${action ?? ''}. See @octokit/webhooks-examples.`);
  return first;
}
