/** Stands in the body and the name of every forged request. */
export const FORGED = 'forged';
