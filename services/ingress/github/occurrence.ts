/** What every event of ours says besides its own fields: which delivery, of which repository, by whom, when. */
import type { GitHubCheckEvent, GitHubEvent } from '@valine/contracts';

export type Translated = GitHubEvent | GitHubCheckEvent;

export type Occurrence = Pick<Translated, 'id' | 'repository' | 'sender' | 'receivedAt'>;
