/** Our messages as Discord shows them. */
export { renderMessage, threadName, withoutFiles } from './render-message.ts';
