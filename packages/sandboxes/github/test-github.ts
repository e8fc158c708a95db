/** A GitHub sandbox for one test, its webhook's receiver, and calls with its token. */
import { onTestFinished } from 'vitest';
import { testDir } from '../shared/test-dir.ts';
import { type Receiver, testReceiver } from '../shared/test-receiver.ts';
import { type ApiResponse, request } from '../shared/test-request.ts';
import { type GitHubSandbox, startGitHubSandbox } from './start-github-sandbox.ts';

export const SECRET = 'It is a secret to everybody';

export type TestGitHub = {
  github: GitHubSandbox;
  receiver: Receiver;
  dataDir: string;
  /** Path below the repository; the answer's JSON is in `json`. */
  call(method: string, path: string, body?: unknown): Promise<ApiResponse>;
};

export async function testGitHub(dataDir = testDir()): Promise<TestGitHub> {
  const receiver = await testReceiver();
  const github = await startGitHubSandbox({
    dataDir,
    repository: 'acme/web-shop',
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
    port: 0,
  });
  onTestFinished(() => github.close());
  const call: TestGitHub['call'] = (method, path, body) =>
    request(method, `${github.url}/repos/acme/web-shop${path}`, body, { authorization: `Bearer ${github.token}` });
  return { github, receiver, dataDir, call };
}
