/** Strokes of 生成图片 (generated picture) in boxes of 100 x 100: no font is needed, so every machine draws the same. */
const glyphs: readonly string[] = [
  'M30 12Q26 28 12 44M24 30H84M28 58H78M50 8V90M8 90H92',
  'M18 28H88M20 28Q22 70 6 92M22 50H42Q42 72 36 80L29 74M52 8Q55 70 84 90L90 72M80 44Q68 74 42 92M68 9L79 20',
  'M14 12H86V92H14ZM44 20Q40 32 28 42M38 30H64Q54 54 26 64M40 38Q54 56 78 62M46 60L58 67M38 72L60 84',
  'M28 10V44Q28 72 10 92M58 8V38M28 38H86M28 60H66V94',
]

/** The label in the lower right corner, in the pixels of the finished picture. */
export const generatedLabel = (pictureWidth: number, pictureHeight: number): string => {
  const x = pictureWidth - 142, y = pictureHeight - 46
  const text = glyphs.map((d, i) => `<path transform="translate(${x + 14 + i * 29} ${y + 7}) scale(.24)" d="${d}"/>`).join('')
  return `<rect x="${x}" y="${y}" width="130" height="36" rx="6" fill="#1d2a36" fill-opacity=".62"/>`
    + `<g fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" stroke-linejoin="round">${text}</g>`
}
