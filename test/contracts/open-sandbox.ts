/** A GitHub behind HTTP for one test of a contract, and this project's own client of it. */
import { connectGitHub } from '@valine/github';
import { testGitHub } from '@valine/sandboxes/test-support';

export async function openSandbox() {
  const { github: sandbox } = await testGitHub();
  const { repository, url: baseUrl, token } = sandbox;
  return { sandbox, connection: connectGitHub({ repository, baseUrl, auth: { token }, spaceWrites: false }) };
}
