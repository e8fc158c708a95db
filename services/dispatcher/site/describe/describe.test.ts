/** A wish in words: what becomes of it, what it costs, and that it is asked once. */
import type { Notification } from '@valine/contracts';
import { NANO } from '@valine/records';
import { buildSpending, FAKE_USAGE } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { change, type DescribeBench, saidBy, testDescribe } from './test-describe.ts';

const BLUE = change('header', { color: 'blue' });
/** At a dollar and four for a million tokens. */
const COST = FAKE_USAGE.inputTokens * 1000 + FAKE_USAGE.outputTokens * 4000;

describe('a wish', () => {
  it('becomes the intent that a command would be, and says what it has cost', async () => {
    const bench = testDescribe(() => change('header', { text: 'Sale 👨‍👩‍👧', color: 'blue' }));
    expect(await bench.describe('Say Sale in blue')).toEqual({
      ok: true,
      intent: {
        section: 'header',
        changes: [
          { property: 'text', value: 'Sale 👨‍👩‍👧' },
          { property: 'color', value: 'blue' },
        ],
      },
      costUsd: COST / NANO,
    });
    expect((await bench.spent()).nanoUsd).toBe(COST);
  });

  it('is told with the names of what may be changed, and nothing else', async () => {
    const bench = testDescribe(() => BLUE);
    await bench.describe('  Make\nit\u200b blue\u202e ');
    const [question] = bench.languageModel.asked;
    const properties = ['text', 'color', 'background', 'link', 'visible'];
    expect(JSON.parse(question?.turns[0]?.text ?? '')).toEqual({
      description: 'Make it blue',
      sections: [
        { name: 'header', properties },
        { name: 'navbar', properties, background: ['dark', 'light'] },
        { name: 'help', properties },
      ],
    });
    expect(JSON.stringify(bench.languageModel.asked)).not.toMatch(/secret-folder|jsx|bg-x|acme|interaction-1/);
  });

  it('that the model answers with nonsense is asked once more, with what is wrong', async () => {
    const bench = testDescribe((_, time) => (time === 1 ? change('footer', { color: 'blue' }) : BLUE));
    expect(await bench.describe('Make it blue')).toMatchObject({ ok: true, costUsd: (2 * COST) / NANO });
    expect(bench.languageModel.asked[1]?.turns.slice(1)).toMatchInlineSnapshot(`
      [
        {
          "by": "model",
          "text": "{"section":"footer","changes":[{"property":"color","value":"blue"}],"reason":""}",
        },
        {
          "by": "person",
          "text": "That cannot be used: There is no such section. There are: header, navbar, help. Answer again with JSON of the shape alone.",
        },
      ]
    `);
    expect(bench.languageModel.asked.map(({ id }) => id)).toHaveLength(
      new Set(bench.languageModel.asked.map(({ id }) => id)).size,
    );
  });

  it.each<[string, string]>([
    ['no JSON', 'Sure! I made it blue.'],
    ['JSON of another shape', '{"changes":"all"}'],
    ['a property that there is not', change('header', { onclick: 'x' })],
    ['a colour that loads something', change('header', { background: 'url(https://x.example)' })],
    ['a class that the section does not name', change('navbar', { background: 'bg-x1' })],
    ['a link that runs something', change('help', { link: 'javascript:alert(1)' })],
    ['no change', change('header')],
    ['a text with what nobody sees', change('header', { text: 'Hello\u200b' })],
    ['far too much', `${change('header', { text: 'x' })}${' '.repeat(9000)}`],
  ])('that the model answers with %s twice is not understood', async (_, said) => {
    const bench = testDescribe(() => said);
    expect(await bench.describe('Make it blue')).toMatchObject({ ok: false, outcome: 'description_not_understood' });
    expect(bench.languageModel.asked).toHaveLength(2);
  });

  it('is taken from JSON in a fence too', async () => {
    const bench = testDescribe(() => `\`\`\`json\n${BLUE}\n\`\`\``);
    expect(await bench.describe('Make it blue')).toMatchObject({ ok: true });
  });
});

describe('what is said where nothing comes of it', () => {
  const refusals = async (...benches: DescribeBench[]) => {
    const texts = await Promise.all(benches.map(async (bench) => saidBy(await bench.describe('Make it blue'))));
    return texts.join('\n\n');
  };

  it('by the model', async () => {
    expect(
      await refusals(
        testDescribe(() => change(null, {}, 'That is @everyone **two** wishes: https://evil.example')),
        testDescribe(() => change(null)),
        testDescribe(() => ({ refusal: 'I cannot help with that.' })),
        testDescribe(() => 'no'),
      ),
    ).toMatchInlineSnapshot(`
      "🔴 No change to a section of the site could be read from that. The model says: “That is @​everyone \\*\\*two\\*\\* wishes: https:\\//evil.example” The sections are \`header\`, \`navbar\`, \`help\`; of each, text, color, background, link and visible can change. Name one section and what is to change.
      -# reason_code: description_unfit

      🔴 No change to a section of the site could be read from that. The sections are \`header\`, \`navbar\`, \`help\`; of each, text, color, background, link and visible can change. Name one section and what is to change.
      -# reason_code: description_unfit

      🔴 The language model did not want to answer: “I cannot help with that.” Say it in other words. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: description_declined

      🔴 The language model gave no change that could be made, twice: it is not JSON of the shape, or was cut off. Say it in other words. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: description_not_understood"
    `);
  });

  it('where the model cannot be asked', async () => {
    const problems = ['unavailable', 'rate_limited', 'unauthorized', 'timed_out', 'rejected', 'unreadable'] as const;
    expect(
      await refusals(...problems.map((fails) => testDescribe(() => ({ fails, mayHaveCost: false })))),
    ).toMatchInlineSnapshot(`
      "🔴 The language model does not answer. Try again later. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_unavailable

      🔴 The language model takes no more questions for now. Try again in some minutes; if it stays so, who runs this installation should look at the limits and the credit of the account. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_rate_limited

      🔴 The language model does not take our key. Who runs this installation has to check \`OPENAI_API_KEY\` and \`OPENAI_BASE_URL\`. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_unauthorized

      🔴 The language model has not answered in time. Try again. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_timed_out

      🔴 The API of the language model does not take the question. Who runs this installation should check \`LLM_MODEL\` and \`OPENAI_BASE_URL\`, and look into the log. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_rejected

      🔴 What the API of the language model answers cannot be read. Who runs this installation should check \`OPENAI_BASE_URL\`. Use \`command:\` instead, such as \`command:section:header text:"New words"\`.
      -# reason_code: llm_unreadable"
    `);
  });

  it('where it is not asked', async () => {
    const never = () => BLUE;
    const benches = [
      testDescribe(never, { model: { isUsed: false } }),
      testDescribe(never, { settings: { uxUpdatesDisabled: true } }),
      testDescribe(never, { model: { maxDailyCostUsd: 0.000001 } }),
    ];
    expect(await refusals(...benches)).toMatchInlineSnapshot(`
      "🔴 Descriptions in words are not switched on here. Use \`command:\` instead, such as \`command:section:header text:"New words"\`; who runs this installation can set \`USE_LLM_PARSING\`.
      -# reason_code: llm_off

      🔴 Descriptions in words are not switched on here. Use \`command:\` instead, such as \`command:section:header text:"New words"\`; who runs this installation can set \`USE_LLM_PARSING\`.
      -# reason_code: llm_off

      🔴 The language model may cost $0.0000010 a day. Today $0.00 is spent, and this could cost more than what is left, so it was not asked. The budget begins anew <t:1796083200:R>. Until then use \`command:\` instead of \`description:\`; who runs this installation can raise \`MAX_DAILY_COST_USD\`.
      -# reason_code: daily_budget_spent"
    `);
    const bench = testDescribe(never);
    expect([saidBy(await bench.describe('x'.repeat(501))), saidBy(await bench.describe(' \n'))]).toMatchInlineSnapshot(`
      [
        "🔴 The description has 501 characters, and 500 are taken. Say it in fewer words.
      -# reason_code: description_too_long",
        "🔴 The description is blank. Say what is to change, such as \`Make the navbar blue\`.
      -# reason_code: description_blank",
      ]
    `);
    expect([...benches, bench].flatMap(({ languageModel }) => languageModel.asked)).toEqual([]);
  });
});

describe('an interaction that comes again', () => {
  it('reads the first answer, and nothing is asked or paid again', async () => {
    const bench = testDescribe((_, time) => (time === 1 ? BLUE : change('help', { visible: 'false' })));
    const first = await bench.describe('Make it blue', 'i1');
    expect(await bench.describe('Make it blue', 'i1')).toEqual(first);
    expect(bench.languageModel.asked).toHaveLength(1);
  });

  it('waits while another copy asks', async () => {
    const bench = testDescribe(async () => {
      await expect(bench.describe('Make it blue', 'i1')).rejects.toMatchObject({ name: 'AnotherCopyAsks' });
      return BLUE;
    });
    expect(await bench.describe('Make it blue', 'i1')).toMatchObject({ ok: true });
    expect(bench.languageModel.asked).toHaveLength(1);
  });

  it('asks anew once a copy has died on the way, and what that may have cost stays counted', async () => {
    const bench = testDescribe((_, time) => {
      if (time === 1) throw new Error('the function has died');
      return BLUE;
    });
    await expect(bench.describe('Make it blue', 'i1')).rejects.toThrow('the function has died');
    const reserved = (await bench.spent()).nanoUsd;
    expect(reserved).toBeGreaterThan(COST);
    bench.clock.advance(30_000);
    expect(await bench.describe('Make it blue', 'i1')).toMatchObject({ ok: true });
    expect((await bench.spent()).nanoUsd).toBe(reserved + COST);
  });

  it('is given up after eight copies have died', async () => {
    const bench = testDescribe(() => {
      throw new Error('the function has died');
    });
    for (let copy = 0; copy < 8; copy += 1) {
      await expect(bench.describe('Make it blue', 'i1')).rejects.toThrow('died');
      bench.clock.advance(30_000);
    }
    expect(await bench.describe('Make it blue', 'i1')).toMatchObject({ ok: false, outcome: 'llm_unavailable' });
    expect(bench.languageModel.asked).toHaveLength(8);
  });
});

describe('the budget of a day', () => {
  it('counts a call at its worst case where nobody knows what it has cost', async () => {
    const known = testDescribe(() => BLUE);
    await known.describe('Make it blue');
    const told = testDescribe(() => ({ text: BLUE, usage: undefined }));
    await told.describe('Make it blue');
    const lost = testDescribe(() => ({ fails: 'timed_out', mayHaveCost: true }));
    await lost.describe('Make it blue');
    const refused = testDescribe(() => ({ fails: 'unauthorized', mayHaveCost: false }));
    await refused.describe('Make it blue');
    const [knownCost, toldCost, lostCost, refusedCost] = await Promise.all(
      [known, told, lost, refused].map(async (bench) => (await bench.spent()).nanoUsd),
    );
    expect(toldCost).toBe(lostCost);
    expect(toldCost).toBeGreaterThan(knownCost ?? 0);
    expect(refusedCost).toBe(0);
  });

  it('is that of the day in which the call begins', async () => {
    const bench = testDescribe(() => {
      bench.clock.advance(60_000);
      return BLUE;
    });
    bench.clock.advance(43_199_000);
    await bench.describe('Make it blue');
    expect((await bench.spent()).nanoUsd).toBe(0);
    bench.clock.advance(-60_000);
    expect((await bench.spent()).nanoUsd).toBe(COST);
  });

  it('warns once a day, in the answer, in the log and in the channel', async () => {
    const bench = testDescribe(() => BLUE, { settings: { channelId: '600' } });
    const earlier = { nanoUsd: 8 * NANO - 1.5 * COST, calls: 9, inputTokens: 1, outputTokens: 1 };
    await bench.store.create(buildSpending('2026-11-30', earlier));
    const notices: (string | undefined)[] = [];
    for (let time = 0; time < 3; time += 1) {
      const result = await bench.describe('Make it blue');
      notices.push(result.ok ? result.notice : result.outcome);
    }
    expect(notices).toMatchInlineSnapshot(`
      [
        undefined,
        "⚠️ Today $8.00 is spent of the $10.00 that the language model may cost. The budget begins anew <t:1796083200:R>.",
        undefined,
      ]
    `);
    const [told, ...more] = bench.queues.sent.map(({ body }) => body as Notification);
    expect([told?.key, told?.place, more]).toEqual(['budget:2026-11-30', { in: 'channel', channelId: '600' }, []]);
    expect(told?.message).toMatchInlineSnapshot(`
      {
        "content": "⚠️ Today $8.00 is spent of the $10.00 that the language model may cost. The budget begins anew <t:1796083200:R>. Who runs this installation can raise \`MAX_DAILY_COST_USD\`.",
      }
    `);
    expect(bench.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('logs each call with its model, tokens and cost, and nothing of what was said', async () => {
    const bench = testDescribe(() => BLUE);
    await bench.describe('Make it blue');
    expect(bench.logger.lines).toMatchInlineSnapshot(`
      [
        {
          "fields": {
            "cost_is_known": true,
            "cost_usd": 0.0012,
            "day": "2026-11-30",
            "id": "a01ragz0dvpbw0wpx0mfzdevf",
            "input_tokens": 1000,
            "model": "a-model",
            "output_tokens": 50,
          },
          "level": "info",
          "message": "the language model was asked",
        },
      ]
    `);
  });
});
