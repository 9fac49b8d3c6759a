/** Zones, a day before their clocks change, and how long that day and the two after it are, in hours. */
export const CLOCK_CHANGES: readonly (readonly [zone: string, from: string, hours: readonly number[]])[] = [
  ['UTC', '2026-03-28', [24, 24, 24]],
  ['Europe/Rome', '2026-03-28', [24, 23, 24]],
  ['Europe/Rome', '2026-10-24', [24, 25, 24]],
  ['America/New_York', '2026-03-07', [24, 23, 24]],
  ['America/New_York', '2026-10-31', [24, 25, 24]],
  ['America/St_Johns', '2026-10-31', [24, 25, 24]],
  ['Asia/Kathmandu', '2026-06-01', [24, 24, 24]],
  ['Asia/Kolkata', '2026-06-01', [24, 24, 24]],
  // By half an hour.
  ['Australia/Lord_Howe', '2026-04-04', [24, 24.5, 24]],
  ['Australia/Lord_Howe', '2026-10-03', [24, 23.5, 24]],
  ['Pacific/Chatham', '2026-09-26', [24, 23, 24]],
  // From midnight to one: a day that has no midnight.
  ['America/Havana', '2026-03-07', [24, 23, 24]],
  ['Africa/Cairo', '2026-04-23', [24, 23, 24]],
  ['America/Sao_Paulo', '2018-11-03', [24, 23, 24]],
  // From one back to midnight: a day that has two, and from midnight back into the day before.
  ['America/Havana', '2026-10-31', [24, 25, 24]],
  ['Africa/Cairo', '2026-10-28', [24, 25, 24]],
  ['America/Sao_Paulo', '2018-02-16', [24, 25, 24]],
  // Samoa left out a whole day, the 30th.
  ['Pacific/Apia', '2011-12-28', [24, 24, 24]],
];
