/** The three designs that are put side by side. */
import { type Services, services } from '../services.ts';
import type { World } from '../world.ts';
import { type Around, baselineServices } from './baseline-services.ts';
import { aroundWithPowertools } from './powertools.ts';

/** For one world: its services, and what has to know the world before it begins. */
export type Design = { name: string; open(): { services: Services; began(world: World): void } };

const asItIs: Around = (_, handle) => handle;

export const DESIGNS: readonly Design[] = [
  baseline('naive handler', asItIs),
  baseline('Powertools idempotency', aroundWithPowertools),
  { name: 'effects', open: () => ({ services, began: () => {} }) },
];

/** The invariants know whose message a nonce is for by the claims; who claims nothing has to tell them. */
function baseline(name: string, around: Around): Design {
  return {
    name,
    open() {
      let count = 0;
      let keys: Map<string, string> | undefined;
      const nonceFor = (key: string) => {
        count += 1;
        const nonce = `${name} ${count}`;
        keys?.set(nonce, key);
        return nonce;
      };
      return {
        services: baselineServices(name, nonceFor, around),
        began: ({ chronicle }) => {
          keys = chronicle.keyOfOperation;
        },
      };
    },
  };
}
