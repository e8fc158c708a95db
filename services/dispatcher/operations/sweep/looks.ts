/** All looks of a sweep, in their order. */

import { releaseHeld } from '../../rules/handlers.ts';
import type { Look } from '../look.ts';
import { queueLook } from '../queues/look.ts';

export const LOOKS: readonly Look[] = [queueLook, { name: 'rules', look: releaseHeld }];
