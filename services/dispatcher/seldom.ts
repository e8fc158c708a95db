/** Handlers that are needed now and then. They are loaded at first use, so that no cold start waits for them. */
export { handleHelp } from './help/handle.ts';
export { handleErrorLines } from './operations/incidents/handle.ts';
export { handleOps } from './operations/ops/handle.ts';
export {
  handleOpsDoneButton,
  handleOpsDropButton,
  handleOpsParked,
  handleOpsRetryButton,
} from './operations/ops/handle-parked.ts';
export { handleOpsRedriveButton } from './operations/ops/handle-redrive.ts';
export { handleOpsSwitchButton } from './operations/ops/handle-switch.ts';
export { handleEffectParked } from './operations/parked/handle.ts';
export { handleSweepDue } from './operations/sweep/handle.ts';
export { handleAlarmDue } from './operations/sweep/handle-alarm.ts';
export { handleDiscardButton } from './plans/discard/handle.ts';
export { handleChooseTasks } from './plans/edit/handle.ts';
export { handleDeliveryQuestioned } from './repository/handle.ts';
export { handleSetUpDue, handleSetUpObserved } from './set-up/handle.ts';
export { handleStatus } from './status/handle.ts';
export { handleTaskRemind } from './tasks/remind/handle.ts';
export { handleCancelWorkflowButton } from './workflows/cancel/handle.ts';
export { handleDetailsButton } from './workflows/details/handle.ts';
export { handleRerunFailedButton } from './workflows/rerun/handle.ts';
export { handleVerifyLatest, handleVerifyRun } from './workflows/verify/handle.ts';
