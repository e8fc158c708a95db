/** `/ux-update`: a preview, a decision of who asked, and a draft pull request of exactly that. */

import { RetryLater } from '@valine/lambda-kit';
import { changeIdOf, type EffectRecord } from '@valine/records';
import { buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ada, ben, textOf } from '../test-dispatcher.ts';
import { siteChangeMessage } from './record/messages.ts';
import { HEADER, testSite } from './test-site.ts';

describe('what is asked for', () => {
  it('is previewed: what changes in words, the diff, who can confirm it and until when', async () => {
    const site = testSite();
    const id = await site.proposed();
    const text = textOf(await site.message(id)).replaceAll(id, 'change-1');
    expect(text).toMatchInlineSnapshot(`
      "🎨 Preview • header in src/Header.jsx
      Text: “Welcome” → “Summer sale” (line 4)
      \`\`\`diff
      @@ -1,7 +1,7 @@
       export function Header() {
         return (
           <header>
      -      <h1>Welcome</h1>
      +      <h1>Summer sale</h1>
             <a data-section="help" href="/help">Help</a>
           </header>
         );
      \`\`\`

      Only Ada can confirm it, until <t:1772445600:f>. Then a draft pull request is opened.
      Asked by Ada
      [ ✅ Confirm ] [ ❌ Cancel ]"
    `);
    expect(site.repository.calls).toEqual(['findRepository', 'findFile']);
  });

  it('is one proposal however often it comes, and the file is read once', async () => {
    const site = testSite();
    const request = site.requested('ux-update', { command: 'section:header text:"Sale"' });
    for (let times = 0; times < 3; times += 1) await site.take(request);
    expect(site.repository.calls).toEqual(['findRepository', 'findFile']);
  });

  it.each([
    ['nothing', {}, 'ux_command_invalid'],
    ['both', { command: 'section:header text:a', description: 'Make it blue' }, 'ux_command_invalid'],
    ['an unknown section', { command: 'section:heder text:a' }, 'ux_command_invalid'],
    ['an unknown property', { command: 'section:header size:9' }, 'ux_command_invalid'],
    ['a link that runs something', { command: 'section:help link:javascript:alert(1)' }, 'ux_command_invalid'],
    ['a file that is not there', { command: 'section:elsewhere text:a' }, 'file_not_found'],
    ['an element that is not there', { command: 'section:twins text:a' }, 'section_not_found'],
    ['what is so already', { command: 'section:header text:Welcome' }, 'nothing_to_change'],
  ])('is refused where it is %s, and nothing is stored', async (_, options, code) => {
    const site = testSite();
    expect(await site.command('ux-update', options)).toContain(`reason_code: ${code}`);
    expect(site.queues.sent).toHaveLength(1);
  });

  it('is refused where no section is configured, or it is switched off', async () => {
    const ask = (settings: Parameters<typeof testSite>[0]) =>
      testSite(settings).command('ux-update', { command: 'section:header text:a' });
    expect(await ask({ uxSections: {} })).toContain('reason_code: ux_sections_not_set');
    expect(await ask({ uxUpdatesDisabled: true })).toContain('reason_code: ux_updates_disabled');
  });

  it('is refused where its file is not text, or too large to be kept', async () => {
    const site = testSite();
    site.write(HEADER, `${site.source}// ${'x'.repeat(61_000)}\n`);
    expect(await site.command('ux-update', { command: 'section:header text:a' })).toContain(
      'reason_code: file_too_large',
    );
  });

  it('is refused where the text is computed, and what the file says there is no markup', async () => {
    const site = testSite();
    site.write(HEADER, site.source.replace('Welcome', '{say("[here](https://evil.example) @everyone")}'));
    const told = await site.command('ux-update', { command: 'section:header text:a' });
    expect(told).toContain('reason_code: not_editable');
    expect(told).not.toMatch(/\[here\]\(https:|@everyone/);
  });

  it('is shown as what it is, though it is written as Markdown, or as a word to GitHub', async () => {
    const site = testSite();
    const id = await site.proposed('[skip ci] `````` [x](https://evil.example)');
    expect(textOf(await site.message(id)).match(/```/g)).toHaveLength(2);
    await site.confirmed(id);
    const { model, pulls } = site.repository;
    expect(model.commits[pulls[0]?.headSha ?? '']?.message).not.toContain('[skip ci]');
    expect(pulls[0]?.body).toMatch(/→ `{7} .*evil\.example\) `{7}/);
  });

  it('has its whole diff as a file where the message cannot show it', async () => {
    const site = testSite();
    site.write(HEADER, site.source.replace('Welcome', `Welcome${' and welcome'.repeat(60)}`));
    const message = await site.message(await site.proposed());
    expect(message.file?.text).toContain('+      <h1>Summer sale</h1>');
    expect(textOf(message)).toContain('The whole of it is in the file below.');
  });
});

describe('Confirm', () => {
  it('opens a draft pull request whose only change is that text', async () => {
    const site = testSite();
    const id = await site.proposed();
    expect(await site.press('confirm-change', `${id}.1`)).toContain('✅ Confirmed');
    await site.settle();
    const change = await site.change(id);
    expect(change).toMatchObject({ state: 'opened', pullRequest: { number: 101 } });
    expect(site.repository.pulls).toMatchObject([{ draft: true, base: 'main', headBranch: change.branch }]);
    expect(changeIdOf(change.branch)).toBe(id);
    expect(site.changedOn(change.branch)).toEqual({ [HEADER]: site.source.replace('Welcome', 'Summer sale') });
    expect(textOf(await site.message(id)).replaceAll(id.slice(7), '1')).toMatchInlineSnapshot(`
      "✅ Draft pull request #101 • header in src/Header.jsx
      Text: “Welcome” → “Summer sale” (line 4)

      Look at it on GitHub, mark it as ready there, and merge it. Its branch: \`valine/ux-header-1\`
      Asked by Ada"
    `);
  });

  it('is theirs on GitHub, under the login they have now, where who asked is linked', async () => {
    const site = testSite();
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-old' })) await site.store.create(record);
    site.repository.model.accountIds = { 'ada-l': 77 };
    const id = await site.proposed();
    await site.confirmed(id);
    expect(site.repository.pulls[0]?.body).toMatch(/^@ada-l asked on Discord to change/);
    const { model } = site.repository;
    const commit = model.commits[model.branches[(await site.change(id)).branch] ?? ''];
    expect(commit?.message.replace(id, 'change-1')).toMatchInlineSnapshot(`
      "Change the section header: “Summer sale”

      Asked for by Ada on Discord (change-1).

      Co-authored-by: ada-l <77+ada-l@users.noreply.github.com>"
    `);
  });

  it('waits while GitHub does not tell under which login they go', async () => {
    const site = testSite();
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-l' })) await site.store.create(record);
    const id = await site.proposed();
    site.repository.fail('findUserById', { status: 503 });
    await expect(site.press('confirm-change', `${id}.1`)).rejects.toThrow(RetryLater);
    expect(await site.change(id)).toMatchObject({ state: 'proposed' });
  });

  it('says in the pull request who asked, how, and what changes', async () => {
    const site = testSite();
    const id = await site.proposed();
    await site.confirmed(id);
    const body = site.repository.pulls[0]?.body.replaceAll(id, 'change-1') ?? '';
    const [words, asked, changes, diff, rest] = body.split('```');
    expect([words, asked, changes].join('```')).toMatchInlineSnapshot(`
      "\`Ada\` asked on Discord to change the section \`header\` in \`src/Header.jsx\`, by this command:

      \`\`\`text
      section:header text:"Summer sale"
      \`\`\`

      - Text: \`Welcome\` → \`Summer sale\` (line 4)

      "
    `);
    expect(diff).toContain('-      <h1>Welcome</h1>\n+      <h1>Summer sale</h1>');
    expect(rest).toContain('It changes nothing else. Who asked has seen this diff, and confirmed it (change-1).');
  });

  it.each([
    ['by somebody else', 'confirm-change', ben, 'not_requester'],
    ['of an earlier preview', 'confirm-change', undefined, 'preview_outdated'],
    ['by somebody else, to cancel it', 'cancel-change', ben, 'not_requester'],
  ] as const)('is refused %s, and changes nothing', async (_, button, person, code) => {
    const site = testSite();
    const id = await site.proposed();
    const preview = person === undefined ? 7 : 1;
    expect(await site.press(button, `${id}.${preview}`, person)).toContain(`reason_code: ${code}`);
    expect((await site.change(id)).state).toBe('proposed');
    expect(site.repository.calls).not.toContain('createTree');
  });

  it('twice is one pull request; the second is told so', async () => {
    const site = testSite();
    const id = await site.proposed();
    await site.press('confirm-change', `${id}.1`);
    expect(await site.press('confirm-change', `${id}.1`)).toContain('reason_code: change_confirmed');
    await site.settle();
    expect(await site.press('confirm-change', `${id}.1`)).toContain('[draft pull request #101]');
    expect(site.repository.pulls).toHaveLength(1);
  });

  it('of a file that has moved on opens nothing, and previews it anew', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.write(HEADER, site.source.replace('Welcome', 'Hello'));
    expect(await site.press('confirm-change', `${id}.1`)).toContain('🔄 The file has changed since');
    expect(await site.change(id)).toMatchObject({ state: 'proposed', preview: 2 });
    expect(textOf(await site.message(id))).toContain('-      <h1>Hello</h1>');
    expect(site.repository.calls).not.toContain('createTree');
    await site.press('confirm-change', `${id}.2`);
    await site.settle();
    expect(site.changedOn((await site.change(id)).branch)).toEqual({
      [HEADER]: site.source.replace('Welcome', 'Summer sale'),
    });
  });

  it('of a file in which the section is no more says that it cannot be made', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.write(HEADER, 'export const Header = () => null;\n');
    expect(await site.press('confirm-change', `${id}.1`)).toContain('reason_code: change_dropped');
    expect((await site.change(id)).state).toBe('dropped');
    expect(textOf(await site.message(id))).toContain('🔴 Cannot be made any more');
  });

  it('goes on where other files have changed meanwhile: its branch begins there', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.write('README.md', '# Our shop\n');
    await site.press('confirm-change', `${id}.1`);
    await site.settle();
    const { branch } = await site.change(id);
    expect(Object.keys(site.changedOn(branch))).toEqual([HEADER]);
  });

  it('that was pressed in time counts, though GitHub could only be asked after the hour', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.clock.advance(3_500_000);
    const press = site.pressed('confirm-change', `${id}.1`);
    site.clock.advance(300_000);
    await site.take(press);
    await site.settle();
    expect((await site.change(id)).state).toBe('opened');
  });

  it('is refused once changes of the site are switched off; Cancel is not', async () => {
    const site = testSite();
    const id = await site.proposed();
    const off = testSite({ uxUpdatesDisabled: true });
    await off.store.create({ ...(await site.change(id)), outbox: [] });
    expect(await off.press('confirm-change', `${id}.1`)).toContain('reason_code: ux_updates_disabled');
    expect(await off.press('cancel-change', `${id}.1`)).toContain('Request cancelled');
  });

  it('whose branch GitHub refuses is told with what to do', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.repository.fail('createBranch', { status: 403, detail: 'Resource not accessible by integration' });
    await site.press('confirm-change', `${id}.1`);
    await site.settle();
    expect(textOf(await site.message(id))).toContain(`--run ${id} --retry`);
    expect(textOf(await site.message(id))).toContain('🅿️ Not opened');
  });

  it('whose branch an admin has dropped asks nobody any more, and says what is not known', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.repository.fail('createBranch', { status: 403, detail: 'Resource not accessible by integration' });
    await site.press('confirm-change', `${id}.1`);
    await site.settle();
    const dropped = async (change: Partial<EffectRecord>) => {
      const { effects, ...rest } = await site.change(id);
      const drop = (effect: EffectRecord): EffectRecord =>
        effect.parked === undefined
          ? effect
          : { ...effect, ...change, parked: { ...effect.parked, dropped: { by: '1', at: 0, reason: 'over' } } };
      return textOf(siteChangeMessage({ ...rest, effects: effects.map(drop) }));
    };
    const claim = { operation: 'o', epoch: 1, leaseUntil: 0, since: 0, unconfirmed: 1, repeatable: false };
    expect([await dropped({}), await dropped({ claim })]).toMatchInlineSnapshot(`
      [
        "🅿️ Not opened • header in src/Header.jsx
      Text: “Welcome” → “Summer sale” (line 4)

      An admin has dropped it: no pull request is opened. \`/ux-update\` asks anew.
      Asked by Ada",
        "🅿️ Not opened • header in src/Header.jsx
      Text: “Welcome” → “Summer sale” (line 4)

      ❓ Whether GitHub has done it all the same is not known: look for \`valine/ux-header-wshd4yxy4z\` there.
      Asked by Ada",
      ]
    `);
  });
});

describe('Cancel', () => {
  it('says so, and asks nothing any more', async () => {
    const site = testSite();
    const id = await site.proposed();
    expect(await site.press('cancel-change', `${id}.1`)).toContain('Request cancelled');
    const message = await site.message(id);
    expect(textOf(message)).toContain('🗑️ Request cancelled');
    expect(message.buttons).toEqual([]);
    expect(await site.press('confirm-change', `${id}.1`)).toContain('reason_code: change_cancelled');
    expect(site.repository.pulls).toEqual([]);
  });
});

describe('a change that nobody decides about', () => {
  it('expires after an hour; its message says so, and a press is told so', async () => {
    const site = testSite();
    const id = await site.proposed();
    await site.untilExpiry();
    expect((await site.change(id)).state).toBe('expired');
    expect(textOf(await site.message(id))).toContain('⌛ Request expired');
    expect(await site.press('confirm-change', `${id}.1`)).toContain('reason_code: change_expired');
  });

  it('expires by a press as well, although its message was lost', async () => {
    const site = testSite();
    const id = await site.proposed();
    site.clock.advance(3_600_000);
    expect(await site.press('confirm-change', `${id}.1`)).toContain('reason_code: change_expired');
    expect((await site.change(id)).state).toBe('expired');
    expect(site.repository.calls).not.toContain('createTree');
  });
});
