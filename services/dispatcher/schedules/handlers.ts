/** All that is done by the clock. */
export { handleScheduleDue } from './due/handle.ts';
export { handleScheduleEnded } from './watch/handle.ts';
