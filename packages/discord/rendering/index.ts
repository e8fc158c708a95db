/** Our messages as Discord shows them. */
export { renderMessage, threadName, withoutChart } from './render-message.ts';
