/** A message of the shape of none of ours: it must end among the dead letters and harm no neighbour. */

export const POISON = '{"type":"poison"}';

export const FORGED = 'forged';
