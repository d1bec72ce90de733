/** Two seconds, then twice as long each time, five minutes at most; a fifth more or less, so that a street full of phones does not call at once. */
export const backOffMs = (fails: number, random: number): number => {
  if (fails <= 0) return 0
  const whole = Math.min(300_000, 2_000 * 2 ** Math.min(fails - 1, 20))
  return Math.round(whole * (0.8 + 0.4 * random))
}
