/** A time in words: `12 s`, `5 m`, `1 m 30 s`, `2 h`. */
export function formatDuration(milliseconds: number): string {
  const all = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(all / 3600), 'h'],
    [Math.floor(all / 60) % 60, 'm'],
    [all % 60, 's'],
  ] as const;
  const shown = parts.filter(([number]) => number > 0);
  return shown.length === 0 ? '0 s' : shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}
