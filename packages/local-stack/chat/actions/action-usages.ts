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
  'next-run':
    '!next-run [success|failure|cancelled] [step:"S3 sync"] [check:s3_read] [artifact:missing|broken|expired|bomb|none] [seconds:40] [queued-seconds:5]',
  webhooks: '!webhooks off|on',
  polling: '!polling off|on',
  site: '!site down|hang|stream|loop|wrong-type|cached|missing frontend|asset|health|hello, or !site up',
} as const;
