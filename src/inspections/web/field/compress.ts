/** Longest side and quality of a stored photo: a licence plate across a street stays readable, a day of two hundred fits a weak link. */
export const longestSide = 1600
const quality = 0.8

/** Pixels a picture is drawn with: never larger than it is, its shape kept. */
export const fitted = (width: number, height: number, longest = longestSide): { readonly width: number; readonly height: number } => {
  const share = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

/** A JPEG of at most 1600 pixels, upright, without what the camera wrote beside the picture. Fails where the file is no picture the phone can read. */
export const compress = async (file: Blob): Promise<{ readonly blob: Blob; readonly width: number; readonly height: number }> => {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = fitted(whole.width, whole.height)
  const draw = (context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null): void => {
    if (!context) throw new Error('no drawing')
    context.imageSmoothingQuality = 'high'
    context.drawImage(whole, 0, 0, width, height)
    whole.close()
  }
  if ('OffscreenCanvas' in window) {
    const canvas = new OffscreenCanvas(width, height)
    draw(canvas.getContext('2d'))
    return { blob: await canvas.convertToBlob({ type: 'image/jpeg', quality }), width, height }
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  draw(canvas.getContext('2d'))
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new Error('no picture')
  return { blob, width, height }
}
