/** All that is done about comments on GitHub by which people ask for something: loaded when it is first needed. */
export { handleCommentAnswered } from './answer.ts';
export { handleCommentAdmitted } from './carry-out.ts';
export { handleIssueCommented } from './handle.ts';
export { commentRules } from './record/comment-rules.ts';
