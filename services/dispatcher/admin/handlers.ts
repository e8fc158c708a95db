/** All that is done about the variables and secrets that deploys read. */
export { handleSettingDue } from './record/handle-due.ts';
export { handleSetApiBase, handleSetFrontend } from './set/handle.ts';
