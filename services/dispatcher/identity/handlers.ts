/** All that is done about who is who: loaded when it is first needed. */
export { handleLinkDue } from './attempt/handle-due.ts';
export { handleLinkComment } from './comment/handle.ts';
export { handleLink } from './link/handle.ts';
export { handleCancelLinkButton, handleConfirmLinkButton } from './link/handle-buttons.ts';
export { handleUnlink } from './unlink/handle.ts';
