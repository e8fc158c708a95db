/**
 * Judges something that is looked at again and again. It has turned after two looks in a row, in either direction: nobody is
 * told of what flaps between two looks.
 */
import type { Standing } from '@valine/records';

export const WELL: Standing = { told: 'good', isTurning: false };

/** `is`: what the look has seen. */
export function judgeStanding(
  { told, isTurning }: Standing = WELL,
  is: Standing['told'],
): Standing & { hasTurned: boolean } {
  if (is === told) return { told, isTurning: false, hasTurned: false };
  return isTurning ? { told: is, isTurning: false, hasTurned: true } : { told, isTurning: true, hasTurned: false };
}
