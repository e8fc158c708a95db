/** Records in which effects stand alone, for the tests of the stores. */
import type { CommentRecord } from '../kinds/comment.ts';
import type { DeploySetting } from '../kinds/deploy-setting.ts';

type Given = Pick<CommentRecord, 'effects' | 'expiresAt'>;

const COMMON = { version: 1, updatedAt: 1, applied: [], outbox: [] };

export function buildComment(given: Given): CommentRecord {
  return {
    ...{ ...COMMON, kind: 'comment', id: 'comment-9001', commentId: 9001, on: 101, by: 'grace', verb: 'status' },
    ...{ planId: 'plan-1', number: 8, repository: 'acme/web', requestedAt: 1, ...given },
  };
}

export function buildSetting(id: string, given: Given): DeploySetting {
  return { ...COMMON, kind: 'deploy-setting', id, changes: [], quietAt: 0, ...given };
}
