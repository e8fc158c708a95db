/** The owners of effects that no other list has, while one of their effects waits for an operator. */
import * as z from 'zod/mini';
import type { CommentRecord } from '../comment.ts';
import type { DeploySetting } from '../deploy-setting.ts';
import { awaitsOperator } from '../effect-record.ts';
import type { SiteChange } from '../site-change.ts';

export const ParkedOwner = z.object({
  kind: z.enum(['comment', 'site-change', 'deploy-setting']),
  id: z.string(),
  /** Epoch milliseconds at which the newest of those effects was parked. */
  listedAt: z.number(),
});
export type ParkedOwner = z.infer<typeof ParkedOwner>;

/** Undefined where no effect of it waits for anybody. */
export function parkedOwner({
  kind,
  id,
  effects,
}: Pick<CommentRecord | SiteChange | DeploySetting, 'kind' | 'id' | 'effects'>): ParkedOwner | undefined {
  const parkedAt = effects.filter(awaitsOperator).map(({ parked }) => parked?.at ?? 0);
  return parkedAt.length === 0 ? undefined : { kind, id, listedAt: Math.max(...parkedAt) };
}
