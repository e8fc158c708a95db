/** How often a message is given out before it is a dead letter. */

/** On the FIFO queue every wait spends a receive, so there are more. */
export const MAX_RECEIVES = { dispatch: 8, verify: 8, notify: 20 } as const;
