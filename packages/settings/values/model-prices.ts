/** What language models cost: what `LLM_PRICES` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

/** US dollars for a million tokens. `input`: of the dearest sort, which is one that is written to a cache. */
const ModelPrice = z.object({ input: z.number().check(z.minimum(0)), output: z.number().check(z.minimum(0)) });
export type ModelPrice = z.infer<typeof ModelPrice>;

/** By the name of the model. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** A function's settings have 4 KB of room together. */
const MOST = 20;

export const modelPrices = jsonSetting(
  z.record(z.string(), ModelPrice).check(z.refine((prices) => Object.keys(prices).length <= MOST)),
  `must be JSON such as {"some-model":{"input":0.1,"output":0.5}}, dollars for a million tokens, of at most ${MOST} models`,
);
