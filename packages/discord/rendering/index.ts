/** Our messages as Discord shows them. */
export { LIMITS } from './limits.ts';
export { renderMessage, threadName, withoutChart } from './render-message.ts';
