/*
 * How hard a password is to guess, by the estimator that the server decides with. It is large, so it is loaded
 * when somebody begins to type a new password. Nothing leaves the browser.
 */

/** 0: guessed at once, to 4: hard to guess. The server takes 3 and 4. */
export type Score = 0 | 1 | 2 | 3 | 4;

/** As the server judges it: the estimator's time grows with the square of the length. */
const JUDGED = 100;

/** `words`: the person's own, which make a password easier to guess. */
export async function strengthOf(password: string, words: readonly string[]): Promise<Score> {
  const { default: zxcvbn } = await import("zxcvbn");
  const judged = [...password].slice(0, JUDGED).join("");
  return zxcvbn(judged, words.filter(Boolean)).score;
}
