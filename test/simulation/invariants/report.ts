/** How an invariant says that it does not hold. */
export type Report = (invariant: string, says: string) => void;
