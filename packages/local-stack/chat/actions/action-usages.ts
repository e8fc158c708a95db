/** How the actions that take something are written: an example of each, with what may be left out in brackets. */
export const ACTION_USAGES = {
  press: '!press Approve [3]',
  as: '!as ada [operator]',
  open: '!open "title" [ready P1 …]',
  close: '!close 8 [completed|not_planned|duplicate]',
  reopen: '!reopen 8',
  label: '!label 8 ready',
  unlabel: '!unlabel 8 ready',
  github: '!github down|up',
} as const;
