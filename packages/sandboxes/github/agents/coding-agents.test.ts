/** Agents of the sandbox begin when GitHub tells what they listen to, and do what they are told to be. */
import type { AgentBehaviour } from '@valine/github-model';
import type { CodingAgents } from '@valine/settings';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testDir } from '../../shared/test-dir.ts';
import { testReceiver } from '../../shared/test-receiver.ts';
import { startGitHubSandbox } from '../start-github-sandbox.ts';
import { useWorkflows } from '../state/workflows.ts';

const ISSUES = { issue_input: 'issue', branch_input: 'branch' };
const AGENTS: CodingAgents = {
  claude: { kind: 'comment', mention: '@claude', login: 'claude[bot]', on: 'pull_request' },
  copilot: { kind: 'copilot' },
  codex: { kind: 'workflow', workflow: 'codex.yml', ...ISSUES },
};

/** Two tasks, each with a draft pull request. */
async function sandbox() {
  const receiver = await testReceiver();
  const about = {
    dataDir: testDir(),
    repository: 'acme/web-shop',
    webhookUrl: receiver.url,
    webhookSecret: 's',
    port: 0,
  };
  const github = await startGitHubSandbox({ ...about, agents: AGENTS, agentSecondMs: 1 });
  onTestFinished(async () => {
    await github.close();
    // Those of one process share them.
    useWorkflows([]);
  });
  const [issue, other] = [github.openIssue('Basket'), github.openIssue('Search')];
  const open = (number: number) =>
    github.openPull({
      ...{ title: `For #${number}`, body: `Closes #${number}`, draft: true },
      ...{ head: `valine/issue-${number}`, base: 'main' },
    });
  const [pull, otherPull] = [open(issue), open(other)];
  const saidBy = (number: number, login: string) =>
    github
      .conversation(number)
      .filter(({ author }) => author === login)
      .map(({ body }) => body);
  const pullNow = (number: number) => github.issues().find((each) => each.number === number);
  return { github, issue, other, pull, otherPull, saidBy, pullNow };
}

type Team = Awaited<ReturnType<typeof sandbox>>;

const isReady = ({ pullNow, pull }: Team) => pullNow(pull)?.pullRequest?.draft === false;

const WAYS: Record<string, [login: string, give: (team: Team) => unknown]> = {
  claude: ['claude[bot]', ({ github, pull }) => github.comment(pull, '@claude Please do what it asks for.')],
  copilot: ['Copilot', ({ github, issue }) => github.assign(issue, 'copilot-swe-agent[bot]')],
  codex: [
    'github-actions[bot]',
    async ({ github, issue }) => {
      const inputs = { issue: String(issue), branch: `valine/issue-${issue}` };
      const { status } = await fetch(`${github.url}/repos/acme/web-shop/actions/workflows/codex.yml/dispatches`, {
        method: 'POST',
        headers: { authorization: `Bearer ${github.token}` },
        body: JSON.stringify({ ref: 'main', inputs }),
      });
      expect(status).toBeLessThan(300);
    },
  ],
};

it.each(Object.entries(WAYS))('%s does its task, and marks it as ready', async (_, [login, give]) => {
  const team = await sandbox();
  await give(team);
  await vi.waitFor(() => expect(isReady(team)).toBe(true), 10_000);
  expect(team.saidBy(team.pull, login)).toHaveLength(2);
  expect(team.saidBy(team.otherPull, login)).toEqual([]);
});

const given = async (behaviour: AgentBehaviour) => {
  const team = await sandbox();
  team.github.behave('claude', behaviour);
  await WAYS['claude']?.[1](team);
  return team;
};

it('a hostile one approves itself, and works on what is not its task', async () => {
  const team = await given('hostile');
  const stateOf = () => team.pullNow(team.other)?.state;
  await vi.waitFor(() => expect(stateOf()).toBe('closed'), 10_000);
  expect(team.saidBy(team.otherPull, 'claude[bot]')).toContain('/valine skip');
});

it('a looping one has no end before its pull request is closed', async () => {
  const team = await given('looping');
  const said = () => team.saidBy(team.pull, 'claude[bot]').length;
  await vi.waitFor(() => expect(said()).toBeGreaterThan(8), 10_000);
  team.github.closeIssue(team.pull);
  const last = () => team.pullNow(team.pull)?.pullRequest?.headSha;
  const before = last();
  team.github.comment(team.issue, 'No mention.');
  expect(last()).toBe(before);
});

it('a silent one says nothing, whatever it is told', async () => {
  const team = await given('silent');
  team.github.comment(team.pull, '@claude Are you there?');
  team.github.behave('claude', 'good');
  team.github.comment(team.pull, '@claude And now?');
  await vi.waitFor(() => expect(isReady(team)).toBe(true), 10_000);
  expect(team.saidBy(team.pull, 'claude[bot]')).toHaveLength(2);
});

it('knows those that are configured, and no others', async () => {
  const { github } = await sandbox();
  expect(github.agents().map(({ name }) => name)).toEqual(['claude', 'copilot', 'codex']);
  expect(() => github.behave('cursor', 'good')).toThrow('There is no agent cursor. CODING_AGENTS names');
});
