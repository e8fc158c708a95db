/** What became of a decision about an effect. */
import type { Resolution } from '@valine/records';

/** `of`: the run or follow it belongs to, or that it is a message. */
export type Resolved = { effectId: string; of: string; how: Resolution['is'] | 'sent again' };
