import { describe, expect, it } from 'vitest';
import { languageModelProblems } from './model-problems.ts';
import { parseSettings } from './parse-settings.ts';

describe('before a language model is asked', () => {
  it('its key has to be there', () => {
    expect(languageModelProblems({ USE_LLM_PARSING: 'true' })).toMatchInlineSnapshot(`
      [
        "OPENAI_API_KEY is not set, but USE_LLM_PARSING is true: set the key, or anything where the server at OPENAI_BASE_URL asks for none. Without a model, unset USE_LLM_PARSING.",
      ]
    `);
    expect(languageModelProblems({ USE_LLM_PARSING: 'true', OPENAI_API_KEY: 'k' })).toEqual([]);
  });

  it('its price has to be known', () => {
    const given = { USE_LLM_PARSING: 'TRUE', OPENAI_API_KEY: 'k', LLM_MODEL: 'toString' };
    expect(languageModelProblems(given)).toMatchInlineSnapshot(`
      [
        "LLM_PRICES has no price of toString, which LLM_MODEL names: no model is asked whose cost is not known. Add {"toString":{"input":…,"output":…}}, in dollars for a million tokens.",
      ]
    `);
    expect(languageModelProblems({ ...given, LLM_PRICES: '{"toString":{"input":1,"output":2}}' })).toEqual([]);
  });

  it('nothing is asked for where none is used', () => {
    expect(languageModelProblems({})).toEqual([]);
    expect(languageModelProblems({ USE_LLM_PARSING: 'false', LLM_MODEL: 'x' })).toEqual([]);
  });
});

describe('what a model costs', () => {
  it('is known of the model that is asked by default', () => {
    const { LLM_MODEL, LLM_PRICES } = parseSettings({}, ['LLM_MODEL', 'LLM_PRICES']);
    expect(LLM_PRICES[LLM_MODEL]).toEqual({ input: 0.125, output: 0.5 });
  });

  it.each(['{"x":{"input":-1,"output":1}}', '{"x":1}', '[]', 'x', '{"x":{"input":"1","output":1}}'])(
    'is refused as %s',
    (LLM_PRICES) => {
      expect(() => parseSettings({ LLM_PRICES }, ['LLM_PRICES'])).toThrow('LLM_PRICES must be JSON such as');
    },
  );

  it.each([
    ['10', 10],
    ['0.5', 0.5],
    ['0', 0],
  ])('is bounded for a day by %s', (MAX_DAILY_COST_USD, dollars) => {
    expect(parseSettings({ MAX_DAILY_COST_USD }, ['MAX_DAILY_COST_USD'])).toEqual({ MAX_DAILY_COST_USD: dollars });
  });

  it.each(['-1', '1e3', '$10', '10,5', '.5', '10000000'])('is not bounded by %s', (MAX_DAILY_COST_USD) => {
    expect(() => parseSettings({ MAX_DAILY_COST_USD }, ['MAX_DAILY_COST_USD'])).toThrow('must be an amount of dollars');
  });
});
