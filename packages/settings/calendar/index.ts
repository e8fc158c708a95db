/** Days and times of a team, and when its schedules are due. */
export * from './local-time.ts';
export * from './slots.ts';
export * from './working-hours.ts';
