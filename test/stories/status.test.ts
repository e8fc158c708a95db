import { expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { HELD } from './support/work-on-github.ts';

it('/status lists the last runs of both workflows, the one that runs among them', async () => {
  const { chat, github, wait } = await openTeam();
  github.nextRun(HELD);
  await chat.command('/diagnose');
  await wait(5 * 60_000);
  expect(legible(await chat.command('/status'))).toMatchInlineSnapshot(`
    "📊 Status (last 2)

    Client Deploy:
    🟢 success • 2h ago • 82s • [run](https://github.example/acme/web/actions/runs/<run>)
    🔴 failure • 3h ago • 95s • [run](https://github.example/acme/web/actions/runs/<run>)

    Diagnose on Demand:
    🟡 running • 5m ago • N/A • [run](https://github.example/acme/web/actions/runs/<run>)
    🟢 success • 1h ago • 25s • [run](https://github.example/acme/web/actions/runs/<run>)"
  `);
});

it('/status count:3 shows what is followed and what is planned beneath', async () => {
  const { chat, github } = await openTeam();
  await chat.command('/plan limit:1');
  github.nextRun(HELD);
  await chat.command('/deploy-client wait:true');
  expect(legible(await chat.command('/status count:3'))).toMatchInlineSnapshot(`
    "📊 Status (last 3)

    Client Deploy:
    🟡 running • just now • N/A • [run](https://github.example/acme/web/actions/runs/<run>)
    🟢 success • 2h ago • 82s • [run](https://github.example/acme/web/actions/runs/<run>)
    🔴 failure • 3h ago • 95s • [run](https://github.example/acme/web/actions/runs/<run>)

    Diagnose on Demand:
    🟢 success • 1h ago • 25s • [run](https://github.example/acme/web/actions/runs/<run>)
    🟢 success • 1d ago • 27s • [run](https://github.example/acme/web/actions/runs/<run>)

    Plans:
    ⚪ waiting for approval • \`plan-<id>\` • 0/1 • just now"
  `);
  expect(chat.channel()).toHaveLength(3);
});
