/** All that is done about coding agents: loaded when it is first needed. */

export { handleAgentEnded, handleAgentLook } from './follow/look.ts';
export { handleAgentComment, handleAgentLabel, handleAgentPull, handleAgentRun } from './follow/signs.ts';
export { handleAgentGive, handleGiveButton } from './give/handle.ts';
export { handleAgents } from './list/handle.ts';
export { handleAnswerButton, handleChangesButton } from './say/handle.ts';
export { handleStopButton } from './stop/handle.ts';
