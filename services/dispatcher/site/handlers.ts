/** All that is done about changes of the site. */
export { handleCancelChangeButton, handleConfirmChangeButton } from './decision/handle.ts';
export { handleSiteChangeExpire } from './expire/handle.ts';
export { handleUxUpdate } from './propose/handle.ts';
export { siteChangeRules } from './record/change-rules.ts';
