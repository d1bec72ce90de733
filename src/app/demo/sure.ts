/** The value, where the generator's own construction leaves no doubt that it is there; a gap is a defect. */
export const sure = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('the generator lost a part of its city')
  return value
}
