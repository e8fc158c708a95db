/** Time passes in a world. */
import type { World } from './world.ts';

export async function pass({ engine }: Pick<World, 'engine'>, milliseconds: number): Promise<void> {
  const { timeline } = engine;
  if (!(await timeline.runUntil(timeline.now() + milliseconds)))
    engine.report('a world ends', 'it goes round in a loop');
}
