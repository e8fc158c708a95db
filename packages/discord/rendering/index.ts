/** Our messages as Discord shows them. */
export { LIMITS } from './limits.ts';
export { renderMessage } from './render-message.ts';
export { threadName } from './thread-name.ts';
export { withoutChart } from './without-chart.ts';
