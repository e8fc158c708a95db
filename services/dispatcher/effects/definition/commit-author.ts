/** Whose commits ours are. Every try makes the same one: its date is fixed by the intent. */
export const COMMIT_AUTHOR = { name: 'Valine orchestrator', email: 'valine-orchestrator@users.noreply.github.com' };
