/** What a sweep looks at, and what it does. */
import { releaseHeld, rulesLook } from '../../rules/handlers.ts';
import { remindOfReviews } from '../../tasks/remind/look.ts';
import { alarmLook } from '../alarms/look.ts';
import { budgetLook } from '../budget/look.ts';
import { deliveryLook } from '../deliveries/handle.ts';
import type { Look } from '../look.ts';
import { parkedLook } from '../parked/look.ts';
import { queueLook } from '../queues/look.ts';
import { pauseLook } from '../switches/look.ts';

export const LOOKS: readonly Look[] = [queueLook, alarmLook, parkedLook, budgetLook, pauseLook, rulesLook];

/** These find nothing, and may take long while GitHub is slow: what was found is told before. */
export const CHORES: readonly Look[] = [
  { name: 'rules', look: releaseHeld },
  { name: 'reminders', look: remindOfReviews },
  deliveryLook,
];
