import { describe, expect, it } from 'vitest';
import { webhook as check } from '../checks/github/webhook.ts';
import { known, unknown } from '../facts/fact.ts';
import type { WebhookFact } from '../facts/github-facts.ts';
import { type GitHubSetUp, gatherGitHub, unknownGitHub } from './gather-github.ts';

const URL = 'https://valine.example/github/webhook';
const NOT_KNOWN = 'Nobody knows the address.';
const NO_URL = unknown(NOT_KNOWN, 'Deploy it.');

function hook(id: number | undefined, url: string): WebhookFact {
  return { ...(id !== undefined && { id }), url, insecureSsl: false, hasSecret: true, active: true, events: ['*'] };
}

/** Each webhook has one delivery, with its own id. */
function gitHubWith(...hooks: WebhookFact[]): GitHubSetUp {
  return {
    identity: async () => ({ kind: 'token', login: 'ada', refused: [] }),
    repository: async () => ({ name: 'acme/web-shop', archived: false, hasIssues: true, defaultBranch: 'main' }),
    hasRef: async () => true,
    webhooks: async () => hooks,
    deliveries: async (id = 0) => [{ id, guid: 'g', event: 'issues', at: 0, statusCode: 200, status: 'OK' }],
    workflow: async () => undefined,
    subject: async () => ({ isDefault: true, immutable: true }),
    variables: async () => ({}),
    secrets: async () => [],
    skewMs: async () => 0,
  };
}

describe('our webhook', () => {
  it('is the one of the repository that leads to us, whatever stands before it', async () => {
    const github = gitHubWith(hook(7, 'https://ci.example/github/webhook'), hook(8, URL));
    const facts = await gatherGitHub(github, {}, known(URL));
    expect(facts.webhook).toMatchObject({ value: { id: 8 } });
    expect(facts.deliveries).toMatchObject({ value: [{ id: 8 }] });
  });

  it('is none of those that lead elsewhere, were it the only one', async () => {
    const facts = await gatherGitHub(gitHubWith(hook(7, 'https://ci.example/github/webhook')), {}, known(URL));
    expect([facts.webhook, facts.deliveries]).toMatchObject([known(undefined), { is: 'needless' }]);
  });

  it("is the App's own, wherever it leads", async () => {
    const own = hook(undefined, 'https://old.example/');
    expect((await gatherGitHub(gitHubWith(own), {}, known(URL))).webhook).toEqual(known(own));
  });

  it.each([hook(7, URL), hook(undefined, URL)])(
    'is not judged where nobody knows where it has to lead',
    async (one) => {
      const github = await gatherGitHub(gitHubWith(one), {}, NO_URL);
      const verdict = check.judge({ settings: known({}), github, webhookUrl: NO_URL, now: 0 });
      expect(verdict).toEqual({ is: 'unknown', problems: [{ says: NOT_KNOWN, mend: 'Deploy it.' }] });
    },
  );
});

it('says nothing of a clock that it did not ask for', () => {
  expect(unknownGitHub('There is no token.', 'Set one.').skewMs.is).toBe('needless');
});
