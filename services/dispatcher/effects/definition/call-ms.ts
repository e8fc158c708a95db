/** A call takes 8 s at most: with less than this left of its lease none is made. Milliseconds. */
export const CALL_MS = 9000;
