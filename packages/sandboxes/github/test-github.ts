/** A GitHub sandbox for one test, its webhook's receiver, and calls with its token. */
import { onTestFinished } from 'vitest';
import { testDir } from '../shared/test-dir.ts';
import { type Receiver, testReceiver } from '../shared/test-receiver.ts';
import { type GitHubSandbox, startGitHubSandbox } from './start-github-sandbox.ts';

export const SECRET = 'It is a secret to everybody';

export type TestGitHub = {
  github: GitHubSandbox;
  receiver: Receiver;
  dataDir: string;
  /** Path below the repository; the answer's JSON is in `json`. */
  call(method: string, path: string, body?: unknown): Promise<ApiResponse>;
};
// biome-ignore lint/suspicious/noExplicitAny: tests look at JSON as it comes
export type ApiResponse = { status: number; headers: Headers; json: any };

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

export async function request(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<ApiResponse> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
}
