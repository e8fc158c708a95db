/** A language model on this machine, that costs nothing: it understands simple wishes, and goes wrong when it is told to. */
import { serve } from '../shared/serve.ts';
import { type ModelState, modelApp } from './model-app.ts';
import type { ModelBehaviour } from './model-behaviours.ts';

export type ModelSandbox = {
  /** As `OPENAI_BASE_URL` has it. */
  url: string;
  key: string;
  port: number;
  behave(behaviour: ModelBehaviour): void;
  /** Ids of the calls that it answered with words, which is what one would pay for; the oldest first. */
  answered(): readonly string[];
  close(): Promise<void>;
};

/** `port` 0 takes a free one. */
export async function startModel(port: number): Promise<ModelSandbox> {
  const state: ModelState = { key: 'sk-sandbox', behaviour: 'good', answered: [] };
  const served = await serve(modelApp(state), port);
  return {
    url: `${served.url}/v1`,
    key: state.key,
    port: served.port,
    behave(behaviour) {
      state.behaviour = behaviour;
    },
    answered: () => [...state.answered],
    close: served.close,
  };
}
