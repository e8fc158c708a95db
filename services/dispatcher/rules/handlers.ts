/** Notification rules: loaded when something happens that one may be about. */
export { handleGitHubHappened } from './happened/handle.ts';
export { handleNewsHeld, releaseHeld, rulesLook } from './held/handle.ts';
export { handleMute, handleUnmute } from './mute/handle.ts';
