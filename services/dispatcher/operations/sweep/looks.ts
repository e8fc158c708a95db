/** All looks of a sweep, in their order: what takes long comes last. */

import { releaseHeld } from '../../rules/handlers.ts';
import { alarmLook } from '../alarms/look.ts';
import { deliveryLook } from '../deliveries/handle.ts';
import type { Look } from '../look.ts';
import { queueLook } from '../queues/look.ts';

export const LOOKS: readonly Look[] = [queueLook, alarmLook, { name: 'rules', look: releaseHeld }, deliveryLook];
