/** The entry the Pulumi CLI starts: on a Node that is too old, and on one that will do. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(import.meta.resolve('@valine/infra/main'));

/** Runs Node; resolves to the exit code and what was printed. */
function runNode(...args: string[]): Promise<{ code: unknown; printed: string; complained: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: dirname(MAIN), timeout: 50_000 }, (error, printed, complained) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, printed, complained });
    });
  });
}

/** Starts the entry under the present Node, which says that it is `version`. */
function startOn(version: string) {
  const disguise = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
  return runNode('--import', disguise, MAIN);
}

it.each(['20.20.2', '22.17.1'])('on Node %s it says what it needs', async (version) => {
  expect(await startOn(version)).toEqual({
    code: 1,
    printed: '',
    complained: `This program needs Node 22.18 or newer and was started with ${version}. Run \`pnpm exec pulumi up\` (it uses the Node of this repository) or install Node 24.\n`,
  });
});

it.each(['22.18.0', '24.0.0'])('on Node %s it starts', async (version) => {
  expect(await startOn(version)).toEqual({ code: 0, printed: '', complained: '' });
});

it('builds the bundles, gives the outputs, warns of servers not named and alarms nobody hears, and ends: nothing keeps `pulumi up` waiting', async () => {
  const { code, printed, complained } = await runNode(fileURLToPath(import.meta.resolve('./start-main.ts')));
  expect({ code, complained }).toMatchInlineSnapshot(`
    {
      "code": 0,
      "complained": "warning: [runtime] ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
        pulumi config set allowedGuildIds <value>
    warning: [runtime] OPERATOR_ROLE_IDS is not set: everyone in the allowed servers may run what changes something in stage dev; in stage prod nobody may. Set it to the ids of the Discord roles that may.
        pulumi config set operatorRoleIds <value>
    warning: [runtime] Nobody is told when an alarm of stage dev goes off. Run \`pulumi config set alarmEmail <address>\`, then \`pulumi up\`, and confirm the message that AWS sends there; or subscribe to the topic in the output alarmTopicArn.
    ",
    }
  `);
  expect(JSON.parse(printed)).toMatchObject({ interactionsUrl: 'https://ingress-api.example/discord' });
}, 60_000);
