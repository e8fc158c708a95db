/** All that keeps and shows the audit: loaded when somebody first asks for something. */
export { handleAudit } from './list/handle.ts';
export { handleInteractionRefused, overComment, overInteraction, recordSchedule } from './record.ts';
