/** An admin sets where the API is: from the command or its window to the sealed secret, over GitHub's API. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';

const URL = 'https://api.example.com/prod';
const SET = `/set-api-base url:${URL} confirm:true`;

const open = () => openTeam({ hasAdmins: true });
const writes = ({ github }: Team) => github.requests().filter((request) => !request.startsWith('GET'));

describe('the secret that says where the API is', () => {
  it('is set by an admin, told by its fingerprint, and deployed by a button', async () => {
    const team = await open();
    expect(await team.chat.command(SET)).toMatchInlineSnapshot(`
      "🔐 Set the secret \`VITE_API_BASE\` • fingerprint …7a7a
      What is deployed does not change by that: a deploy takes it over.
      [ 🚀 Deploy now ]"
    `);
    expect(writes(team)).toEqual(['PUT /repos/acme/web/actions/secrets/VITE_API_BASE']);
    expect(await team.chat.press('🚀 Deploy now')).toContain('The deploy is starting');
    expect(team.chat.channel().join()).toContain('correlation id');
  });

  it('is set from a window, so that it stands in no command', async () => {
    const team = await open();
    expect(await team.chat.command('/set-api-base confirm:true', 'ada', URL)).toContain('🔐');
    expect(writes(team)).toEqual(['PUT /repos/acme/web/actions/secrets/VITE_API_BASE']);
  });

  it('is shown to nobody else, and in the clear nowhere', async () => {
    const team = await open();
    await team.chat.command(SET);
    expect(team.chat.channel()).toEqual([]);
    expect(JSON.stringify([await team.store.find('deploy-setting', 'VITE_API_BASE'), team.logger.lines])).not.toContain(
      'api.example.com',
    );
  });
});

it('the variable that says where the site is becomes the new address', async () => {
  const team = await open();
  expect(await team.chat.command('/set-frontend url:https://shop.example.com confirm:true')).toContain(
    '🔐 Set the variable',
  );
  expect(team.github.variable('FRONTEND_BASE_URL')).toBe('https://shop.example.com');
});

describe('nothing is set, and who asked alone is told why', () => {
  it.each([
    ['without confirm', `/set-api-base url:${URL}`, 'ada', 'not_confirmed'],
    ['for an address inside', '/set-api-base url:https://192.168.1.7 confirm:true', 'ada', 'url_not_public_address'],
    ['for no address', '/set-api-base url:nonsense confirm:true', 'ada', 'url_not_a_url'],
    ['by somebody who is no admin', SET, 'ben', 'not_admin'],
  ])('%s', async (_, command, as, reason) => {
    const team = await open();
    team.discord.setOperator('ben', false);
    expect(await team.chat.command(command, as)).toContain(`reason_code: ${reason}`);
    expect(team.chat.channel()).toEqual([]);
    expect(writes(team)).toEqual([]);
  });
});
