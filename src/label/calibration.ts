/**
 * Reads a probability off a calibration: how often lines with that probability had the right role.
 *
 * @param probability From 0 to 1.
 * @param calibration The share of right lines for equal bins of the probability from 0 to 1, each at the middle of its
 *   bin; between two of them it is read off the line that joins them. Empty leaves the probability as it is.
 */
export function calibrate(probability: number, calibration: readonly number[]): number {
  if (calibration.length === 0) return probability
  const place = Math.max(0, Math.min(calibration.length - 1, probability * calibration.length - 0.5))
  const below = Math.floor(place)
  const low = calibration[below]!
  return low + (place - below) * ((calibration[below + 1] ?? low) - low)
}
