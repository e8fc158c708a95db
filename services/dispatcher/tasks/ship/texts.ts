/** Why a pull request was not merged, and whose turn it is: a line of the question that `/ship` asks. */

const WHY: Readonly<Record<string, (base: string) => string>> = {
  draft: () => 'author’s turn: it is a draft; mark it as ready for review',
  dirty: (base) => `author’s turn: it conflicts with ${base}`,
  behind: (base) => `author’s turn: it is behind ${base}; update its branch`,
  unstable: () => 'author’s turn: a check of it has failed, or still runs',
  blocked: () => 'reviewer’s turn: it lacks a review or a check that its base asks for',
};

/** `state`: GitHub's `mergeable_state`. Undefined where it may be merged, or nobody knows. */
export function notReadyText(state: string, base: string): string | undefined {
  return WHY[state]?.(base);
}

export function closedText(): string {
  return 'author’s turn: its pull request was closed without a merge; reopen it, or close the issue';
}

export function unknownText(): string {
  return 'GitHub has not worked out whether it can be merged; ask again in a minute';
}

export function notLookedAtText(reason: string): string {
  return `it could not be looked at: ${reason}`;
}
